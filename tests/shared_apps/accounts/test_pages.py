"""Signing in, registering, verifying and resetting on pages, with a second tenant in the room."""

import re

import pytest
from django.core import mail

from shared_apps.accounts.facade import create_user, find_user
from shared_apps.accounts.models import User
from shared_apps.audit.facade import list_entries
from tenants.context import use_tenant
from tests.shared_apps.accounts.conftest import PASSWORD


def link_in(message):
    return re.search(r"https?://\S+", message.body).group()


def path_of(link):
    return re.sub(r"^https?://[^/]+", "", link)


def login(client, password=PASSWORD, **extra):
    return client.post("/account/login/", {"login": "ada@example.com", "password": password, **extra})


def test_a_session_belongs_to_its_tenant(client_a, client_b, ada, twin, tenant_a, signed_in_as):
    assert login(client_a).status_code == 302
    assert signed_in_as(client_a, tenant_a)
    client_b.cookies = client_a.cookies
    response = client_b.get("/me/")
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_wrong_passwords_are_counted_and_told_to_the_audit_trail(client_a, ada, tenant_a, signed_in_as):
    for _ in range(5):
        assert login(client_a, password="wrong").status_code == 200
    response = login(client_a)
    assert (response.status_code, response["Retry-After"]) == (429, "300")
    assert signed_in_as(client_a, tenant_a) is None
    with use_tenant(tenant_a):
        failed = list_entries(action="accounts.sign_in_failed")
    assert len(failed) == 5
    assert failed[0].actor_label == "ada@example.com"


def test_the_limit_of_one_tenant_is_not_the_others(client_a, client_b, ada, twin):
    for _ in range(6):
        login(client_a, password="wrong")
    assert login(client_b).status_code == 302


def test_a_stranger_learns_nothing_from_sign_in(client_a, ada):
    known = login(client_a, password="wrong")
    unknown = client_a.post("/account/login/", {"login": "nobody@example.com", "password": "wrong"})
    assert known.status_code == unknown.status_code == 200
    for answer in (known, unknown):
        assert "This e-mail and this password do not go together" in answer.content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_stays_on_this_host(client_a, ada, target):
    response = login(client_a, next=target)
    assert response.status_code == 302
    assert response["Location"] == "/"


def test_a_customer_registers_and_verifies(
    client_a, tenant_a, tenant_b, signed_in_as, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client_a.post(
            "/account/signup/", {"name": "Bea Verdi", "email": "Bea@Example.com", "password1": PASSWORD}
        )
    assert response.status_code == 302
    assert signed_in_as(client_a, tenant_a) is None
    [message] = mail.outbox
    assert "Alfa" in message.subject
    assert message.from_email.startswith("Alfa <")
    link = link_in(message)
    assert link.startswith(f"http://{tenant_a.primary_domain}")
    assert client_a.get(path_of(link)).status_code == 200
    with use_tenant(tenant_a):
        assert not find_user(email="bea@example.com").email_verified
    assert client_a.post(path_of(link)).status_code == 302
    with use_tenant(tenant_a):
        bea = find_user(email="bea@example.com")
        assert bea.email_verified
        assert bea.name == "Bea Verdi"
    with use_tenant(tenant_b):
        assert find_user(email="bea@example.com") is None


def test_a_confirmation_link_is_worth_nothing_elsewhere(
    client_a, client_b, tenant_a, tenant_b, django_capture_on_commit_callbacks
):
    for client in (client_a, client_b):
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/account/signup/", {"name": "Bea", "email": "bea@example.com", "password1": PASSWORD})
    link_a = link_in(mail.outbox[0])
    client_b.post(path_of(link_a))
    with use_tenant(tenant_b):
        assert not find_user(email="bea@example.com").email_verified


def test_a_reset_link_is_worth_nothing_elsewhere(
    client_a, client_b, tenant_a, tenant_b, ada, twin, django_capture_on_commit_callbacks
):
    with use_tenant(tenant_a):
        password_hash = User.objects.get(pk=ada).password
    with use_tenant(tenant_b):
        # Down to the stored hash the twins are the same.
        User.objects.filter(pk=twin).update(password=password_hash, last_login=None)
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post("/account/password/reset/", {"email": "ada@example.com"})
    path = path_of(link_in(mail.outbox[0]))
    response = client_b.get(path, follow=True)
    assert b'name="password1"' not in response.content
    with use_tenant(tenant_b):
        assert User.objects.get(pk=twin).password == password_hash
    response = client_a.get(path, follow=True)
    assert b'name="password1"' in response.content
    client_a.post(response.request["PATH_INFO"], {"password1": "una nuova chiave", "password2": "una nuova chiave"})
    with use_tenant(tenant_a):
        assert User.objects.get(pk=ada).check_password("una nuova chiave")


def test_asking_for_a_reset_does_not_tell_who_is_here(client_a, ada, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        known = client_a.post("/account/password/reset/", {"email": "ada@example.com"})
        unknown = client_a.post("/account/password/reset/", {"email": "nobody@example.com"})
    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]
    assert {message.to[0] for message in mail.outbox} == {"ada@example.com", "nobody@example.com"}


def test_an_owner_may_verify_later_but_not_forever(client_a, tenant_a, signed_in_as):
    with use_tenant(tenant_a):
        owner = create_user(
            email="ada@example.com", password=PASSWORD, name="Ada", verified=False, may_verify_later=True
        )
    assert login(client_a).status_code == 302
    assert signed_in_as(client_a, tenant_a)
    client_a.cookies.clear()
    with use_tenant(tenant_a):
        User.objects.filter(pk=owner).update(verify_by="2020-01-01T00:00Z")
    response = login(client_a)
    assert response["Location"] == "/account/confirm-email/"
    assert signed_in_as(client_a, tenant_a) is None


def test_nobody_registers_on_the_platforms_host(platform_client):
    response = platform_client.post(
        "/account/signup/", {"name": "Bea", "email": "bea@example.com", "password1": PASSWORD}
    )
    assert response.status_code == 302
    assert response["Location"] == "/signup/"
    assert not User.objects.using("control").filter(email="bea@example.com").exists()
