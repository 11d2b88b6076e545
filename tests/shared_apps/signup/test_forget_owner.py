"""With the last restaurant of an owner their account on the platform goes, and nobody else's."""

import pytest
from allauth.account.models import EmailAddress

from shared_apps.accounts.facade import create_user, find_user
from shared_apps.accounts.services.forget_user import forget_user
from shared_apps.audit.facade import list_entries, record, verify_chain
from shared_apps.signup.models import Signup
from tenants.context import use_platform, use_tenant
from tenants.contracts import NewTenant
from tenants.facade import create_tenant, erase_tenant
from tenants.lifecycle import erase

pytestmark = pytest.mark.django_db(transaction=True)


def account(email: str) -> int:
    with use_platform():
        user_id = create_user(email=email, password="quattro formaggi al tavolo", name="Ada", verified=True)
        record(action="accounts.sign_in", object_type="user", object_id=user_id)
    return user_id


def opened(name: str, owner_id: int, chain_id: int | None = None):
    new = NewTenant(name, name.lower(), "IT", "EUR", "Europe/Rome", owner_id=owner_id, chain_id=chain_id)
    return create_tenant(new)


def known(*emails: str) -> list[bool]:
    with use_platform():
        return [find_user(email=email) is not None for email in emails]


def test_an_account_goes_with_the_last_restaurant_of_its_owner_alone(tenant_a):
    ada, bob = account("ada@example.com"), account("bob@example.com")
    with use_tenant(tenant_a):
        create_user(email="ada@example.com", password=None, name="Ada", verified=True)
    terra, aria = opened("Terra", ada), opened("Aria", ada)
    mare = opened("Mare", ada, terra.chain_id)
    opened("Fuoco", bob)
    for ref in (terra, aria):
        erase_tenant(tenant_id=ref.id, confirmed_name=ref.name)
        assert known("ada@example.com", "bob@example.com") == [True, True]
    erase_tenant(tenant_id=mare.id, confirmed_name="Mare")
    assert known("ada@example.com", "bob@example.com") == [False, True]
    with use_tenant(tenant_a):
        assert find_user(email="ada@example.com") is not None, "a guest next door of the same address"
    with use_platform():
        assert list(EmailAddress.objects.values_list("email", flat=True)) == ["bob@example.com"]
        [gone] = list_entries(action="accounts.forgotten")
        assert (gone.object_id, gone.object_label, gone.actor_label) == (str(ada), "", "system")
        assert len(list_entries(action="accounts.sign_in")) == 2
        assert verify_chain().broken_at is None
        assert account("ada@example.com") != ada, "the address is free again"


def test_who_is_opening_another_restaurant_keeps_their_account(db):
    ada = account("ada@example.com")
    terra = opened("Terra", ada)
    Signup.objects.create(token="t", subdomain="aria", answers={}, password_hash="x", account_id=ada)
    erase_tenant(tenant_id=terra.id, confirmed_name="Terra")
    assert known("ada@example.com") == [True]


def test_an_erasure_interrupted_at_the_account_is_finished_by_repeating_it(monkeypatch):
    ada = account("ada@example.com")
    terra = opened("Terra", ada)

    def power_cut(user_id: int) -> None:
        forget_user(user_id=user_id)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erase, "_farewells", [power_cut])
        with pytest.raises(KeyboardInterrupt):
            erase_tenant(tenant_id=terra.id, confirmed_name="Terra")
    erase_tenant(tenant_id=terra.id, confirmed_name="Terra")
    assert known("ada@example.com") == [False]
    with use_platform():
        assert len(list_entries(action="accounts.forgotten")) == 1
