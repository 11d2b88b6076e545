"""What every answer carries, on the platform's host and on two tenants'."""

import json
import re

import pytest
from django.test import Client, override_settings

from comanda.config.context_processors import socket_url
from tenants.context import TenantRef

pytestmark = pytest.mark.django_db


def policy(answer) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))


def test_content_policy_has_no_inline_and_no_eval(client_a: Client) -> None:
    found = policy(client_a.get("/api/v1/docs/"))
    assert "unsafe" not in str(found)
    assert found["object-src"] == "'none'"
    assert found["frame-ancestors"] == "'none'"


def test_documentation_is_our_own_files_in_our_own_frame(client_a: Client) -> None:
    text = client_a.get("/api/v1/docs/").content.decode()
    assert "<style" not in text
    assert "data-theme-toggle" in text
    assert "//" not in " ".join(re.findall(r'(?:src|href)="([^"]*)"', text))
    script = client_a.get("/api/v1/docs/?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")


@pytest.mark.parametrize(
    ("host", "served"), [("client_a", "orders"), ("client_b", "orders"), ("platform_client", "signups")]
)
def test_schema_is_openapi_3_1_on_every_host(host: str, served: str, request: pytest.FixtureRequest) -> None:
    answer = request.getfixturevalue(host).get(
        "/api/v1/schema/", headers={"accept": "application/vnd.oai.openapi+json"}
    )
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    assert any(path.startswith(f"/api/v1/{served}") for path in schema["paths"])
    assert "Problem" in schema["components"]["schemas"]
    operations = [operation for path in schema["paths"].values() for operation in path.values()]
    assert all("application/problem+json" in told["responses"]["default"]["content"] for told in operations)


@pytest.mark.parametrize("host", ["client_a", "platform_client"])
@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("get", "/api/v1/nothing-here/", None, 404, "not_found"),
        ("get", "/api/v1/nothing-here", None, 404, "not_found"),
        ("get", "/api/v1/schema/?a=%00", None, 400, "bad_address"),
        ("get", "/api/v1/%00/", None, 400, "bad_address"),
    ],
)
def test_what_no_view_answers_is_a_problem_on_every_host(host, method, path, body, status, code, request) -> None:
    problem(getattr(request.getfixturevalue(host), method)(path), status, code)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("get", "/api/v1/auth/login", None, 405, "method_not_allowed"),
        ("post", "/api/v1/auth/login", "{", 400, "bad_request"),
        ("post", "/api/v1/auth/login", "[]", 400, "bad_request"),
        ("post", "/api/v1/quotes/", "{", 400, "bad_request"),
        ("post", "/api/v1/quotes/", "9" * (5 * 1024 * 1024 + 1), 413, "too_large"),
        ("delete", "/api/v1/quotes/", None, 405, "method_not_allowed"),
        ("get", f"/api/v1/menus/{'9' * 5000}/", None, 404, "venue_not_found"),
    ],
)
def test_frameworks_answer_with_problems_too(client_a: Client, method, path, body, status, code) -> None:
    options = {} if body is None else {"data": body, "content_type": "application/json"}
    problem(getattr(client_a, method)(path, **options), status, code)


@pytest.mark.parametrize("path", ["/api/v1/orders/", "/api/v1/quotes/"])
def test_a_body_that_says_it_is_no_json_is_not_read(client_a: Client, path) -> None:
    answer = client_a.post(path, "<order/>", content_type="application/xml", headers={"Idempotency-Key": "k"})
    problem(answer, 415, "unsupported_media_type")


def test_a_crash_of_the_api_is_a_problem_and_is_logged(client_a: Client, monkeypatch, caplog) -> None:
    def crash(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tenant_apps.ordering.facade.quote", crash)
    client_a.raise_request_exception = False
    body = {"venue_id": 1, "service": "pickup", "lines": []}
    told = problem(client_a.post("/api/v1/quotes/", body, content_type="application/json"), 500, "crashed")
    assert "ZeroDivisionError" not in str(told)
    assert "ZeroDivisionError" in caplog.text


def test_pages_refuse_addresses_with_nul_as_pages(client_a: Client) -> None:
    answer = client_a.get("/?q=%00")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_post_without_its_last_slash_is_sent_on_as_a_post(client_a: Client) -> None:
    answer = client_a.post("/api/v1/quotes", {}, content_type="application/json")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/api/v1/quotes/")


def test_who_must_sign_in_is_told_how(client_a: Client) -> None:
    for path in ("/api/v1/orders/", "/api/v1/me/"):
        answer = client_a.get(path)
        problem(answer, 401, "sign_in_required")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def problem(answer, status: int, code: str) -> dict[str, object]:
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    told: dict[str, object] = json.loads(answer.content)
    assert (told["status"], told["code"], told["type"]) == (status, code, f"urn:comanda:error:{code}")
    assert told["title"]
    return told


def test_sockets_are_on_their_port_or_behind_the_proxy(rf, tenant_a: TenantRef, settings) -> None:
    request = rf.get("/", headers={"host": "alfa.localhost:8120"})
    with override_settings(SOCKETS_ON_PORT=8121):
        assert socket_url(request) == "ws://alfa.localhost:8121"
    secure = rf.get("/", headers={"host": "order.alfa.example"}, secure=True)
    with override_settings(SOCKETS_ON_PORT=None):
        assert socket_url(secure) == "wss://order.alfa.example"


def test_static_files_need_no_tenant() -> None:
    answer = Client(headers={"host": "nobody.example"}).get(
        "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css"
    )
    assert answer.status_code == 200
    answer.close()
