"""Every page of the account speaks in our words, on the restaurant's host and in its name."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from shared_apps.accounts.facade import create_user
from shared_apps.accounts.web.letters import letter_for
from tenants.context import TenantRef, use_tenant

PASSWORD = "quattro formaggi al tavolo"


@pytest.fixture
def person(client_a: Client, tenant_a: TenantRef) -> Client:
    """Signed in at Alfa, and asked once more who they are."""
    with use_tenant(tenant_a):
        create_user(email="ada@example.com", password=PASSWORD, name="Ada", verified=True)
    client_a.post("/account/login/", {"login": "ada@example.com", "password": PASSWORD})
    client_a.post("/account/reauthenticate/", {"password": PASSWORD})
    return client_a


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/account/email/", "You sign in with"),
        ("/account/password/change/", "The new password once more"),
        ("/account/2fa/", "Second step at sign-in"),
        ("/account/2fa/totp/activate/", "The six digits"),
        ("/account/reauthenticate/", "Is it still you?"),
        ("/account/inactive/", "This account is closed"),
    ],
)
def test_pages_of_ones_own(person: Client, address: str, words: str) -> None:
    page = person.get(address).content.decode()
    assert words in page
    assert "style=" not in page.replace("stylesheet", ""), "the content policy would refuse it"


@pytest.mark.parametrize("address", ["/account/login/", "/account/signup/", "/account/password/reset/"])
def test_no_placeholder_repeats_its_label(client_a: Client, address: str) -> None:
    page = client_a.get(address).content.decode()
    assert "E-mail</label>" in page
    assert 'placeholder="' not in page


def test_the_authenticator_lists_the_restaurant(person: Client, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        assert get_adapter().get_totp_issuer() == tenant_a.name


def test_the_second_step_is_asked_for_and_opens_the_door(person: Client, tenant_a: TenantRef) -> None:
    page = person.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret

    def digits() -> str:
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    done = person.post("/account/2fa/totp/activate/", {"code": digits()}, follow=True)
    assert "Each lets you in once when your phone is lost" in done.content.decode()
    again = Client(headers={"host": tenant_a.primary_domain})
    asked = again.post("/account/login/", {"login": "ada@example.com", "password": PASSWORD}, follow=True)
    assert "One more step" in asked.content.decode()
    assert again.get("/me/").status_code == 302, "not yet signed in"
    wrong = again.post("/account/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert again.get("/me/").status_code == 302


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("email_changed", "new@example.com"),
        ("password_changed", "Your password has changed"),
        ("password_reset", "Your password has changed"),
        ("totp_activated", "The second step is on"),
        ("totp_deactivated", "The second step is off"),
        ("recovery_codes_generated", "new recovery codes"),
    ],
)
def test_news_of_the_account_say_where_it_came_from(as_tenant_a: TenantRef, kind: str, words: str) -> None:
    context = {
        "to_email": "new@example.com",
        "from_email": "ada@example.com",
        "ip": "192.0.2.7",
        "user_agent": "Firefox",
    }
    letter = letter_for(kind, context)
    assert words in f"{letter.heading} {letter.paragraphs}"
    assert as_tenant_a.name in letter.subject
    assert letter.rows[0][1] == "192.0.2.7"
    assert "call us" in letter.footnote
