"""An item's other prices and its venues through the API: at one's own venues, next to a second venue and a tenant."""

import json
from decimal import Decimal

import pytest
from django.test import Client

from tenant_apps.catalog import facade
from tenant_apps.catalog.contracts import PricedChannel, PriceDraft, PricedService
from tenant_apps.catalog.models import Listing, PriceRule, Size
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import Channel, NewVenue, ServiceType
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids(tenant_a, venue_a):
    with use_tenant(tenant_a):
        found = fill_menu()
        return found | {"size": Size.objects.get(item_id=found["cola"]).pk}


@pytest.fixture
def other(tenant_a, venue_a):
    with use_tenant(tenant_a):
        return open_venue(new=NewVenue(name="Navigli", city="Milano"))


@pytest.fixture
def manager(tenant_a):
    return client_of(tenant_a, Role.MANAGER)


def put(client, path, body):
    return client.put(f"/api/v1/items/{path}", json.dumps(body), content_type="application/json")


def get(client, path):
    return client.get(f"/api/v1/items/{path}")


def stored(tenant):
    names = ("size_id", "venue_id", "channel", "service", "weekdays", "starts_at", "ends_at", "price")
    with use_tenant(tenant):
        rules = sorted(PriceRule.objects.values_list(*names), key=str)
        return rules, sorted(Listing.objects.values_list("item_id", "venue_id", "is_sold"))


def test_the_words_are_those_of_venues():
    assert {one.value for one in PricedService} == {one.value for one in ServiceType}
    assert {one.value for one in PricedChannel} == {one.value for one in Channel} - {Channel.IMPORT}


def test_prices_by_service_channel_and_hours_reach_the_menu(manager, ids, venue_a, other, tenant_a):
    path = f"{ids['cola']}/prices/"
    assert get(manager, path).json() == []
    rules = [
        {"size_id": ids["size"], "price": "3.50", "service": "delivery"},
        {
            "size_id": ids["size"],
            "price": "2.00",
            "venue_id": venue_a.id,
            "channel": "counter",
            "weekdays": [4, 5],
            "starts_at": "17:00",
            "ends_at": "19:00",
        },
    ]
    saved = put(manager, path, {"rules": rules})
    assert saved.status_code == 200, saved.content
    plain = {"venue_id": None, "channel": None, "service": None, "starts_at": None, "ends_at": None}
    assert saved.json() == [plain | {"weekdays": list(range(7))} | rules[0], plain | rules[1]]
    assert get(manager, path).json() == saved.json()
    with use_tenant(tenant_a):
        menus = [facade.publish_menu(venue_id=venue.id).items[ids["cola"]].sizes[0] for venue in (venue_a, other)]
    assert [size.price_for("delivery") for size in menus] == [Decimal("3.50")] * 2
    assert [len(size.special_prices) for size in menus] == [1, 0]
    again = put(manager, path, {"rules": saved.json()})
    assert again.json() == saved.json()
    assert put(manager, path, {"rules": []}).json() == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"price": "-1"}, "rules.0.price"),
        ({"price": "1.234"}, "rules.0.price"),
        ({"price": None}, "rules.0.price"),
        ({"size_id": 0}, "rules.0.size_id"),
        ({"venue_id": 10**6}, "rules.0.venue_id"),
        ({"channel": "import"}, "rules.0.channel"),
        ({"service": "drone"}, "rules.0.service"),
        ({"weekdays": []}, "rules.0.weekdays"),
        ({"weekdays": [7]}, "rules.0.weekdays.0"),
        ({"starts_at": "17:00"}, "rules.0.ends_at"),
        ({"starts_at": "noon"}, "rules.0.starts_at"),
        ({"colour": "red"}, "rules.0.colour"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(manager, ids, tenant_a, change, field):
    path, rule = f"{ids['cola']}/prices/", {"size_id": ids["size"], "price": "3.50"}
    put(manager, path, {"rules": [rule]})
    before = stored(tenant_a)
    refused = put(manager, path, {"rules": [rule | change]})
    assert refused.status_code == 400, refused.content
    assert field in refused.json()["fields"]
    twice = put(manager, path, {"rules": [rule, rule]})
    assert "rules.1.price" in twice.json()["fields"]
    assert stored(tenant_a) == before


def test_a_venue_sells_apart_from_the_others(manager, ids, venue_a, other, tenant_a):
    path = f"{ids['cola']}/listings/"
    assert get(manager, path).json() == [
        {"venue_id": venue_a.id, "is_sold": None}, {"venue_id": other.id, "is_sold": None}
    ]  # fmt: skip
    assert put(manager, f"{path}{other.id}/", {"is_sold": False}).json() == {"venue_id": other.id, "is_sold": False}
    assert [one["is_sold"] for one in get(manager, path).json()] == [None, False]
    with use_tenant(tenant_a):
        here, there = (facade.publish_menu(venue_id=venue.id).items for venue in (venue_a, other))
    assert (ids["cola"] in here, ids["cola"] in there) == (True, False)
    put(manager, f"{path}{other.id}/", {"is_sold": None})
    assert stored(tenant_a)[1] == []
    assert put(manager, f"{path}{other.id}/", {"is_sold": "no"}).status_code == 400
    assert put(manager, f"{path}{other.id}/", {}).status_code == 400


def test_a_manager_of_one_venue_leaves_the_other_alone(ids, venue_a, other, tenant_a):
    mine = PriceDraft(size_id=ids["size"], price=Decimal(4), venue_id=venue_a.id)
    theirs = PriceDraft(size_id=ids["size"], price=Decimal(5), venue_id=other.id)
    with use_tenant(tenant_a):
        facade.save_price_rules(item_id=ids["cola"], rules=(mine, theirs))
        facade.set_listing(item_ids=[ids["cola"]], venue_id=other.id, is_sold=True)
    client, path = client_of(tenant_a, Role.MANAGER, [venue_a.id]), f"{ids['cola']}/"
    before = stored(tenant_a)
    [seen] = get(client, f"{path}prices/").json()
    assert seen["venue_id"] == venue_a.id
    assert [one["venue_id"] for one in get(client, f"{path}listings/").json()] == [venue_a.id]
    for body in ({"rules": [seen | {"venue_id": other.id}]}, {"rules": [seen, seen | {"venue_id": other.id}]}):
        assert put(client, f"{path}prices/", body).status_code == 400
    refused = put(client, f"{path}listings/{other.id}/", {"is_sold": False})
    assert (refused.status_code, refused.json()["code"]) == (404, "venue_not_found")
    assert stored(tenant_a) == before
    assert put(client, f"{path}prices/", {"rules": []}).json() == []
    assert [rule[1] for rule in stored(tenant_a)[0]] == [other.id], "theirs stays"


@pytest.mark.parametrize("role", [Role.DRIVER, Role.CASHIER, None])
def test_who_may_not_and_strangers_change_nothing(tenant_a, tenant_b, venue_a, venue_b, ids, role):
    before = stored(tenant_a), stored(tenant_b)
    client = client_of(tenant_a, role) if role else Client(headers={"host": tenant_a.primary_domain})
    stranger, path = client_of(tenant_b, Role.OWNER), f"{ids['cola']}/"
    rule = {"size_id": ids["size"], "price": "0.01"}
    for where, body in (("prices/", {"rules": [rule]}), (f"listings/{venue_a.id}/", {"is_sold": False})):
        assert put(client, path + where, body).status_code == (403 if role else 401)
        assert put(stranger, path + where, body).status_code == 404
    for where in ("prices/", "listings/"):
        assert get(client, path + where).status_code == {Role.CASHIER: 200, None: 401}.get(role, 403)
        assert get(stranger, path + where).json()["code"] == "item_not_found"
    assert (stored(tenant_a), stored(tenant_b)) == before


def test_a_removed_item_has_no_prices(manager, ids, tenant_a):
    with use_tenant(tenant_a):
        facade.archive_items(item_ids=[ids["cola"]])
    for where in ("prices/", "listings/"):
        assert get(manager, f"{ids['cola']}/{where}").json()["code"] == "item_not_found"
