"""The door from one of our hosts to another: one person, once, soon, at one tenant."""

import contextlib
import threading

import pytest
from django.core.cache import cache

from shared_apps.accounts.errors import EntryRefusedError
from shared_apps.accounts.facade import issue_entry_token, redeem_entry_token, set_active
from tenants.context import use_tenant


def test_it_signs_in_once(client_a, ada, tenant_a, signed_in_as):
    with use_tenant(tenant_a):
        key = issue_entry_token(user_id=ada)
    response = client_a.get(f"/enter/{key}/?next=/office/")
    assert response["Location"] == "/office/"
    assert signed_in_as(client_a, tenant_a) == ada
    client_a.cookies.clear()
    assert client_a.get(f"/enter/{key}/")["Location"] == "/account/login/"
    assert signed_in_as(client_a, tenant_a) is None


def test_it_is_worth_nothing_at_another_tenant(client_a, client_b, ada, twin, tenant_a, tenant_b, signed_in_as):
    with use_tenant(tenant_a):
        key = issue_entry_token(user_id=ada)
    assert client_b.get(f"/enter/{key}/")["Location"] == "/account/login/"
    assert signed_in_as(client_b, tenant_b) is None
    # Trying it elsewhere has not spent it.
    client_a.get(f"/enter/{key}/")
    assert signed_in_as(client_a, tenant_a) == ada


def test_the_key_itself_is_not_stored(ada, tenant_a):
    with use_tenant(tenant_a):
        key = issue_entry_token(user_id=ada)
        assert cache.get(f"entry:{key}") is None


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example/"])
def test_it_leads_nowhere_else(client_a, ada, tenant_a, target):
    with use_tenant(tenant_a):
        key = issue_entry_token(user_id=ada)
    assert client_a.get(f"/enter/{key}/", {"next": target})["Location"] == "/"


def test_somebody_shut_out_stays_out(client_a, ada, tenant_a, signed_in_as):
    with use_tenant(tenant_a):
        key = issue_entry_token(user_id=ada)
        set_active(user_id=ada, active=False)
    client_a.get(f"/enter/{key}/")
    assert signed_in_as(client_a, tenant_a) is None


def test_of_many_at_once_one_comes_in(ada, tenant_a):
    with use_tenant(tenant_a):
        key = issue_entry_token(user_id=ada)
    came_in, gate = [], threading.Barrier(10)

    def try_it():
        with use_tenant(tenant_a):
            gate.wait()
            with contextlib.suppress(EntryRefusedError):
                came_in.append(redeem_entry_token(key=key))

    guests = [threading.Thread(target=try_it) for _ in range(10)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    assert came_in == [ada]
