"""So many pages a minute of a restaurant's guests and of each address; menus and pictures for everybody."""

import json

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from comanda.kernel.clock import now
from tenant_apps.ordering.models import Cart
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shops(settings, hold_clock, tenant_a, tenant_b):
    settings.PAGE_LIMITS = {"default": "5/3"}
    hold_clock(now().replace(second=48, microsecond=0))
    found = {}
    for tenant in (tenant_a, tenant_b):
        with use_tenant(tenant):
            found[tenant.slug] = open_restaurant()
    return found


def ask(client, path="/v/centro/cart/", address="203.0.113.7", **headers):
    return client.get(path, REMOTE_ADDR=address, headers=headers)


def codes(client, times, **more):
    return [ask(client, **more).status_code for _n in range(times)]


def test_an_address_is_refused_with_a_friendly_page_and_nobody_next_door_is(client_a, client_b):
    assert codes(client_a, 3) == [200] * 3
    refused = ask(client_a, **{"accept-language": "it"})
    assert (refused.status_code, refused["Retry-After"]) == (429, "12")
    page = refused.content.decode()
    assert "Un momento" in page
    assert "Alfa" in page, "in the restaurant's own look"
    toast = ask(client_a, **{"hx-request": "true", "accept-language": "en"})
    assert (toast.status_code, toast["Retry-After"]) == (429, "12")
    assert "Wait a minute" in json.loads(toast["HX-Trigger"])["toast"]["message"]
    assert codes(client_b, 3) == [200] * 3


def test_all_addresses_together_have_the_tenants_limit(client_a):
    assert [ask(client_a, address=f"203.0.113.{n}").status_code for n in range(6)] == [200] * 5 + [429]


def test_the_next_minute_is_a_new_one(client_a, hold_clock):
    assert codes(client_a, 4)[-1] == 429
    hold_clock(now().replace(year=2030))
    assert codes(client_a, 1) == [200]


def test_a_refused_basket_is_no_basket(client_a, tenant_a, shops):
    wanted = {"item": shops["alfa"].cola, "quantity": 1}
    for expected in (204, 204, 204, 429):
        added = client_a.post("/v/centro/cart/lines/", wanted, headers={"hx-request": "true"})
        assert added.status_code == expected
        client_a.cookies.clear()
    with use_tenant(tenant_a):
        assert Cart.objects.count() == 3


@pytest.mark.parametrize("path", ["/v/centro/", "/theme.css", "/manifest.webmanifest", "/api/v1/venues/"])
def test_what_everybody_shares_is_not_counted(client_a, path):
    assert codes(client_a, 7, path=path) == [200] * 7


def test_staff_behind_one_address_are_not_counted(tenant_a):
    client = client_of(tenant_a, Role.MANAGER)
    assert codes(client, 7, path="/office/orders/") == [200] * 7


def test_without_redis_nobody_is_refused(client_a, settings):
    settings.CACHES = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert codes(client_a, 7) == [200] * 7


def test_a_refusal_costs_no_statement(client_a):
    codes(client_a, 4)
    captures = [CaptureQueriesContext(connections[alias]) for alias in ("default", "control")]
    for capture in captures:
        capture.__enter__()
    assert codes(client_a, 1) == [429]
    for capture in captures:
        capture.__exit__(None, None, None)
        assert list(capture.captured_queries) == []
