"""A code of the second step opens once, at the one restaurant whose authenticator it came from."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from shared_apps.accounts.models import User
from tenants.context import use_tenant

SECRETS = {"alfa": "JBSWY3DPEHPK3PXP", "bravo": "KRSXG5CTMVRXEZLU"}


@pytest.fixture
def protected(ada, twin, tenant_a, tenant_b) -> int:
    for tenant in (tenant_a, tenant_b):
        with use_tenant(tenant):
            TOTP.activate(User.objects.get(pk=ada), SECRETS[tenant.slug])
    return ada


@pytest.fixture
def code() -> str:
    """Good for at least ten seconds more."""
    if time.time() % 30 > 20:
        time.sleep(30 - time.time() % 30)
    return format_hotp_value(hotp_value(SECRETS["alfa"], int(time.time()) // 30))


def begin(client, sign_in) -> str:
    """The password is right; the session that waits for a code."""
    answer = sign_in(client)
    assert answer.status_code == 401, answer.content
    assert answer.json()["code"] == "mfa_authenticate_pending"
    return answer.json()["meta"]["session_token"]


def enter(client, session, code):
    return client.post(
        "/api/v1/auth/2fa/authenticate",
        {"code": code},
        content_type="application/json",
        headers={"x-session-token": session},
    )


def test_a_code_opens_once(client_a, tenant_a, protected, sign_in, code):
    first = enter(client_a, begin(client_a, sign_in), code)
    assert first.status_code == 200, first.content
    assert first.json()["meta"]["access_token"]
    other = Client(headers={"host": tenant_a.primary_domain})
    again = enter(other, begin(other, sign_in), code)
    assert (again.status_code, again["Content-Type"]) == (400, "application/problem+json")
    assert "access_token" not in again.json().get("meta", {})


def test_a_code_opens_nothing_next_door(client_a, client_b, tenant_b, protected, sign_in, code, signed_in_as):
    refused = enter(client_b, begin(client_b, sign_in), code)
    assert refused.status_code == 400, refused.content
    waiting_at_a = begin(client_a, sign_in)
    assert enter(client_b, waiting_at_a, code).status_code in (400, 401, 409, 410)
    assert signed_in_as(client_b, tenant_b) is None
    assert enter(client_a, waiting_at_a, code).status_code == 200, "what was refused next door is not spent here"
