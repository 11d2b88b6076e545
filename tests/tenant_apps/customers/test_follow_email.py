"""A customer's letters follow the address they sign in with, once it is confirmed, and nobody else's."""

import pytest
from allauth.account.models import EmailConfirmation
from django.test import Client

from comanda.kernel.outbox.testing import drain_outbox
from shared_apps.accounts.facade import create_user
from tenant_apps.customers.facade import customer_for_user, get_customer
from tenants.context import TenantRef, use_tenant

PASSWORD = "quattro formaggi al tavolo"


def register(tenant: TenantRef) -> int:
    with use_tenant(tenant):
        user = create_user(email="ada@example.com", password=PASSWORD, name="Ada", verified=True)
        return customer_for_user(user_id=user).id


@pytest.fixture
def ada(client_a: Client, tenant_a: TenantRef) -> int:
    customer = register(tenant_a)
    client_a.post("/account/login/", {"login": "ada@example.com", "password": PASSWORD})
    return customer


def email_of(tenant: TenantRef, customer: int) -> str:
    with use_tenant(tenant):
        drain_outbox()
        return get_customer(customer_id=customer).email


def ask(client: Client, tenant: TenantRef) -> str:
    """The key of the letter to the new address."""
    client.post("/account/email/", {"email": "Ada@New.example", "action_add": ""})
    with use_tenant(tenant):
        return EmailConfirmation.objects.get(email_address__email="ada@new.example").key


def test_a_confirmed_address_is_the_customers(
    client_a: Client, client_b: Client, ada: int, tenant_a: TenantRef, tenant_b: TenantRef
) -> None:
    namesake = register(tenant_b)
    key = ask(client_a, tenant_a)
    assert email_of(tenant_a, ada) == "ada@example.com", "asked for is not confirmed"
    client_b.post(f"/account/confirm-email/{key}/")
    assert email_of(tenant_a, ada) == "ada@example.com", "a link of one restaurant is worth nothing at another"
    client_a.post(f"/account/confirm-email/{key}/")
    assert email_of(tenant_a, ada) == "ada@new.example"
    assert email_of(tenant_b, namesake) == "ada@example.com"


def test_a_first_confirmation_changes_nothing(client_a: Client, tenant_a: TenantRef) -> None:
    client_a.post("/account/signup/", {"name": "Bo", "email": "bo@example.com", "password1": PASSWORD})
    with use_tenant(tenant_a):
        key = EmailConfirmation.objects.get(email_address__email="bo@example.com").key
    client_a.post(f"/account/confirm-email/{key}/")
    with use_tenant(tenant_a):
        assert drain_outbox() == 0
