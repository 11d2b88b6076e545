"""So many requests a minute of a tenant and of each of its clients: told, refused, nobody else's business."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from comanda.kernel.clock import now
from tenant_apps.ordering.models import Cart
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(settings, hold_clock):
    """From the first second of a minute that does not end."""
    settings.API_LIMITS = {"default": "5/3", "chain": "50/30"}
    hold_clock(now().replace(second=0, microsecond=0))


def ask(client, path="/api/v1/venues/", address="203.0.113.7"):
    return client.get(path, REMOTE_ADDR=address)


def codes(client, times, **more):
    return [ask(client, **more).status_code for _n in range(times)]


def test_a_client_is_told_and_then_refused_and_nobody_next_door_is(client_a, client_b):
    first = ask(client_a)
    assert first["RateLimit-Policy"] == '"tenant";q=5;w=60, "client";q=3;w=60'
    assert first["RateLimit"] == '"tenant";r=4;t=60, "client";r=2;t=60'
    assert codes(client_a, 2) == [200, 200]
    refused = ask(client_a)
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert (refused.json()["code"], refused["Retry-After"]) == ("too_many_requests", "60")
    assert refused["RateLimit"].endswith('"client";r=0;t=60')
    assert codes(client_b, 3) == [200, 200, 200], "the same address at another restaurant"


def test_a_refused_order_is_no_order(client_a, client_b, tenant_a, tenant_b):
    shops = {}
    for tenant in (tenant_a, tenant_b):
        with use_tenant(tenant):
            shops[tenant.slug] = open_restaurant()

    def cart(client, tenant):
        body = json.dumps({"venue_id": shops[tenant.slug].venue.id})
        return client.post("/api/v1/carts/", body, content_type="application/json").status_code

    assert [cart(client_a, tenant_a) for _n in range(4)] == [201, 201, 201, 429]
    assert cart(client_b, tenant_b) == 201
    with use_tenant(tenant_a):
        assert Cart.objects.count() == 3
    with use_tenant(tenant_b):
        assert Cart.objects.count() == 1


def test_all_clients_together_have_the_tenants_limit(client_a):
    assert [ask(client_a, address=f"203.0.113.{n}").status_code for n in range(6)] == [200] * 5 + [429]


def test_people_behind_one_address_are_counted_apart(tenant_a, settings):
    settings.API_LIMITS = {"default": "100/3"}
    bice, carlo = (client_of(tenant_a, Role.MANAGER) for _n in range(2))
    assert codes(bice, 4, path="/api/v1/items/") == [200, 200, 200, 429]
    assert codes(carlo, 3, path="/api/v1/items/") == [200, 200, 200]
    assert codes(Client(headers={"host": tenant_a.primary_domain}), 3) == [200, 200, 200]


def test_the_next_minute_is_a_new_one(client_a, hold_clock):
    start = now()
    hold_clock(start + timedelta(seconds=48))
    assert codes(client_a, 3) == [200] * 3
    assert ask(client_a)["Retry-After"] == "12"
    hold_clock(start + timedelta(seconds=60))
    assert codes(client_a, 3) == [200] * 3


def test_a_plan_that_is_named_has_its_own_limits(client_a, settings):
    settings.API_LIMITS = {"default": "5/3", "starter": "50/30"}
    assert codes(client_a, 6) == [200] * 6


def test_without_redis_nobody_is_counted_and_nobody_refused(client_a, settings):
    settings.CACHES = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    answers = [ask(client_a) for _n in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert not any("RateLimit" in answer for answer in answers)


def test_counting_asks_the_database_nothing(client_a, as_tenant_a, django_assert_num_queries):
    with django_assert_num_queries(0), django_assert_num_queries(0, using="control"):
        assert cache.count_up(("limit:x", "limit:y"), 60) == [1, 1]
        assert cache.count_up(("limit:x", "limit:z"), 60) == [2, 1]
