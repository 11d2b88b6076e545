"""The description of sign-in matches what is served."""

import json

import pytest
from django.urls import resolve

from shared_apps.accounts.rest.openapi import _ENDPOINTS
from shared_apps.accounts.rest.urls import urlpatterns
from tests.shared_apps.accounts.conftest import PASSWORD


@pytest.fixture
def described(client_a):
    response = client_a.get("/api/v1/schema/?format=json", headers={"accept": "application/vnd.oai.openapi+json"})
    assert response.status_code == 200
    return json.loads(response.content)


def test_every_endpoint_described_exists_and_is_in_the_document(described):
    for path, method, *_rest in _ENDPOINTS:
        assert resolve(f"/api/v1/{path}").func is not None
        assert method in described["paths"][f"/api/v1/{path}"]
    assert described["components"]["securitySchemes"]["accessToken"]["bearerFormat"] == "JWT"


def test_every_endpoint_served_is_described_or_said_to_be_off(described):
    [about] = [tag["description"] for tag in described["tags"] if tag["name"] == "sign-in"]
    for pattern in urlpatterns:
        path = str(pattern.pattern)
        assert f"/api/v1/{path}" in described["paths"] or f"`{path}`" in about, path


def test_methods_described_are_served(client_a):
    for path, method, *_rest in _ENDPOINTS:
        assert getattr(client_a, method)(f"/api/v1/{path}").status_code != 405, (method, path)


def test_half_a_character_is_refused(client_a):
    answer = client_a.post("/api/v1/auth/email/verify", '{"key": "\\ud800"}', content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_login_takes_and_gives_what_is_described(client_a, ada, described, sign_in):
    operation = described["paths"]["/api/v1/auth/login"]["post"]
    asked = operation["requestBody"]["content"]["application/json"]["schema"]["required"]
    assert asked == ["email", "password"]
    answer = sign_in(client_a).json()
    schema = described["components"]["schemas"]["SignedIn"]["properties"]
    assert set(answer) <= set(schema)
    assert set(answer["meta"]) <= set(schema["meta"]["properties"])
    wrong = client_a.post("/api/v1/auth/login", {"email": "ada@example.com"}, content_type="application/json")
    assert wrong.status_code == 400
    assert set(wrong.json()["fields"]) == {"password"}


def test_registering_says_what_comes_next(client_a, tenant_a):
    said = {"name": "Bea", "email": "bea@example.com", "password": PASSWORD}
    response = client_a.post("/api/v1/auth/signup", said, content_type="application/json")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "verify_email_pending"
