"""How many statements the pages of an order cost: numbers that may only fall."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenant_apps.ordering.contracts import OrderInfo
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, add_zone, open_restaurant

HX = {"HX-Request": "true"}


@pytest.fixture
def restaurant(tenant_a: TenantRef, db: None) -> Restaurant:
    with use_tenant(tenant_a):
        found = open_restaurant()
        add_zone(found)
        return found


@pytest.fixture
def guest(client_a: Client, restaurant: Restaurant) -> Client:
    for size in (restaurant.small, restaurant.large):
        client_a.post("/v/centro/cart/lines/", {"item": restaurant.pizza, "size": size, "quantity": 1}, headers=HX)
    client_a.get("/v/centro/")  # the process has seen this host and its look before
    return client_a


@contextmanager
def at_most(limit: int) -> Iterator[None]:
    captures = [CaptureQueriesContext(connections[alias]) for alias in ("default", "control")]
    for capture in captures:
        capture.__enter__()
    yield
    statements: list[str] = []
    for capture in captures:
        capture.__exit__(None, None, None)
        statements += [query["sql"] for query in capture.captured_queries]
    assert len(statements) <= limit, "\n".join(statements)


def test_the_basket(guest: Client) -> None:
    with at_most(2):
        guest.get("/v/centro/cart/", headers=HX)


def test_checkout_and_its_summary(guest: Client) -> None:
    with at_most(2):
        guest.get("/v/centro/checkout/")
    with at_most(2):
        guest.post("/v/centro/checkout/quote/", {"service": "pickup", "tip": "5"}, headers=HX)


def test_tracking(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        order: OrderInfo = restaurant.order(restaurant.loaded_line())
    client_a.get("/v/centro/")
    with at_most(5):
        client_a.get(f"/orders/{order.token}/state/")


def test_the_choice_of_venues(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        open_restaurant(name="Porto")
    client_a.get("/")
    with at_most(0):
        client_a.get("/")
