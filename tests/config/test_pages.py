"""What every answer carries, on the platform's host and on two tenants'."""

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


def test_documentation_is_our_own_files_with_a_nonce(client_a: Client) -> None:
    page = client_a.get("/api/v1/docs/")
    text = page.content.decode()
    (nonce,) = re.findall(r'<style nonce="([^"]+)">', text)
    assert f"'nonce-{nonce}'" in policy(page)["style-src"]
    assert "//" not in "".join(re.findall(r'(?:src|href)="([^"]*)"', text))
    script = client_a.get("/api/v1/docs/?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")


@pytest.mark.parametrize("host", ["client_a", "client_b", "platform_client"])
def test_schema_is_openapi_3_1_on_every_host(host: str, request: pytest.FixtureRequest) -> None:
    answer = request.getfixturevalue(host).get(
        "/api/v1/schema/", headers={"accept": "application/vnd.oai.openapi+json"}
    )
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    assert any(path.startswith("/api/v1/orders") for path in schema["paths"])


def test_unknown_api_address_is_a_problem(client_a: Client) -> None:
    assert client_a.get("/api/v1/nothing-here/").status_code == 404


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
