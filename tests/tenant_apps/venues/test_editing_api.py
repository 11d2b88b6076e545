"""Venues changed through the API: by those who run them, next to a second venue and a second tenant."""

import json

import pytest
from django.test import Client

from shared_apps.audit.facade import list_entries
from tenant_apps.team.contracts import Role
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import NewVenue
from tenants.context import use_tenant
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db
VENUES = "/api/v1/venues/"
RING = [[9.15, 45.44], [9.18, 45.44], [9.18, 45.46], [9.15, 45.46]]
WEEK = [
    {"weekday": 0, "opens": "12:00", "closes": "14:30"},
    {"weekday": 0, "opens": "19:00", "closes": "00:30", "service": "dine_in"},
]


class Manager:
    def __init__(self, client: Client) -> None:
        self.client = client

    def send(self, method, path="", body=None, *, key=None):
        return self.client.generic(
            method.upper(),
            f"{VENUES}{path}",
            json.dumps({} if body is None else body),
            content_type="application/json",
            headers={"idempotency-key": key} if key else {},
        )

    def get(self, path=""):
        return self.client.get(f"{VENUES}{path}")


@pytest.fixture
def manager(tenant_a, venue_a):
    return Manager(client_of(tenant_a, Role.MANAGER))


def everything(tenant):
    """All there is to know about a tenant's venues."""
    with use_tenant(tenant):
        return [
            (
                venue,
                facade.list_hours(venue_id=venue.id),
                facade.list_exceptions(venue_id=venue.id),
                facade.list_zones(venue_id=venue.id),
                facade.list_tables(venue_id=venue.id),
            )
            for venue in facade.list_venues(active_only=False)
        ]


def test_a_venue_is_opened_once(manager, tenant_a):
    body = {"name": "Navigli", "city": "Milano", "postcode": "20143"}
    assert manager.send("post", body=body).json()["code"] == "idempotency_key_missing"
    first = manager.send("post", body=body, key="k1")
    assert first.status_code == 201, first.content
    assert (first.json()["slug"], first.json()["city"]) == ("navigli", "Milano")
    assert manager.send("post", body=body, key="k1").json() == first.json()
    assert manager.send("post", body=body | {"name": "Other"}, key="k1").status_code == 422
    assert len(everything(tenant_a)) == 2
    with use_tenant(tenant_a):
        assert [entry.action for entry in list_entries(action="venues.")] == ["venues.opened"]


def test_settings_change_in_part_and_leave_a_trail(manager, venue_a, tenant_a):
    before = manager.get(f"{venue_a.id}/settings/").json()
    changed = manager.send(
        "patch", f"{venue_a.id}/settings/", {"prep_minutes": 35, "services": ["pickup"], "day_ends_at": "05:00"}
    )
    assert changed.status_code == 200, changed.content
    expected = before | {"prep_minutes": 35, "services": ["pickup"], "day_ends_at": "05:00"}
    assert changed.json() == expected == manager.get(f"{venue_a.id}/settings/").json()
    with use_tenant(tenant_a):
        [entry] = list_entries(action="venues.changed")
        assert entry.after["prep_minutes"] == "35"
        assert set(entry.after) == {"prep_minutes", "services", "day_ends_at"}
    assert manager.send("patch", f"{venue_a.id}/settings/", {"is_active": False}).status_code == 200
    assert manager.get(f"{venue_a.id}/").status_code == 404  # guests don't see it; those who run it do
    assert [venue["is_active"] for venue in manager.get("settings/").json()] == [False]


def test_hours_and_days_that_differ(manager, venue_a):
    answer = manager.send("put", f"{venue_a.id}/hours/", {"week": WEEK})
    assert answer.status_code == 200, answer.content
    assert [(one["opens"], one["closes"], one["service"]) for one in answer.json()["week"]] == [
        ("12:00", "14:30", None),
        ("19:00", "00:30", "dine_in"),
    ]
    christmas = f"{venue_a.id}/hours/exceptions/2099-12-25/"
    assert manager.send("put", christmas, {"name": "Christmas", "intervals": [["18:00", "23:00"]]}).status_code == 204
    [day] = manager.get(f"{venue_a.id}/hours/").json()["exceptions"]
    assert day == {"day": "2099-12-25", "name": "Christmas", "intervals": [["18:00", "23:00"]]}
    assert manager.send("delete", christmas).status_code == 204
    assert manager.get(f"{venue_a.id}/hours/").json()["exceptions"] == []


def test_zones_are_drawn_once_changed_and_removed(manager, venue_a):
    body = {"name": "Navigli", "polygon": RING, "fee": "2.90", "postcodes": ["20143"]}
    made = manager.send("post", f"{venue_a.id}/zones/", body, key="k1")
    assert made.status_code == 201, made.content
    again = manager.send("post", f"{venue_a.id}/zones/", body, key="k1")
    assert again.json()["id"] == made.json()["id"]
    place = f"{venue_a.id}/zones/{made.json()['id']}/"
    changed = manager.send("patch", place, {"fee": "1.50", "free_from": "40"}).json()
    assert (changed["fee"], changed["free_from"], changed["polygon"]) == ("1.50", "40.00", RING)
    assert manager.get(place).json() == changed
    [_first, shown] = manager.get(f"{venue_a.id}/zones/").json()
    assert (shown["fee"], shown["minimum"], shown["free_from"]) == ("1.50", "0.00", "40.00")
    assert "postcodes" not in shown
    assert len(manager.get(f"{venue_a.id}/zones/").json()) == 2
    assert manager.send("delete", place).status_code == 204
    assert manager.get(place).json()["code"] == "zone_not_found"
    assert len(manager.get(f"{venue_a.id}/zones/").json()) == 1


def test_tables_are_added_renamed_recoded_and_removed(manager, venue_a):
    added = manager.send("post", f"{venue_a.id}/tables/", {"names": ["2", "Bar"], "seats": 2}).json()
    assert [table["name"] for table in added] == ["2", "Bar"]
    assert len(manager.get(f"{venue_a.id}/tables/").json()) == 3
    bar = added[1]
    assert bar["address"].endswith(f"/t/{bar['token']}/")
    place = f"{venue_a.id}/tables/{bar['id']}/"
    assert manager.send("patch", place, {"name": "Bancone"}).json() == bar | {"name": "Bancone"}
    renewed = manager.send("post", f"{place}code-renewal/").json()
    assert renewed["token"] != bar["token"]
    assert manager.send("delete", place).status_code == 204
    assert manager.send("delete", place).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("post", "", {"name": "", "city": "x"}, "name"),
        ("post", "", {"name": "x" * 121, "city": "x"}, "name"),
        ("post", "", {"name": "x"}, "city"),
        ("patch", "{}/settings/", {"prep_minutes": 0}, "prep_minutes"),
        ("patch", "{}/settings/", {"prep_minutes": None}, "prep_minutes"),
        ("patch", "{}/settings/", {"timezone": "Mars"}, "timezone"),
        ("patch", "{}/settings/", {"latitude": "91"}, "latitude"),
        ("patch", "{}/settings/", {"longitude": None}, "latitude"),
        ("patch", "{}/settings/", {"services": []}, "services"),
        ("patch", "{}/settings/", {"services": ["teleport"]}, "services.0"),
        ("patch", "{}/settings/", {"email": "nobody"}, "email"),
        ("patch", "{}/settings/", {"slug": "other"}, "slug"),
        ("patch", "{}/settings/", [], "body"),
        ("put", "{}/hours/", {"week": [{"weekday": 7, "opens": "12:00", "closes": "13:00"}]}, "week.0.weekday"),
        ("put", "{}/hours/", {"week": [{"weekday": 1, "opens": "noon", "closes": "13:00"}]}, "week.0.opens"),
        ("put", "{}/hours/", {"week": [WEEK[0], WEEK[0]]}, "week.1.opens"),
        ("put", "{}/hours/exceptions/tomorrow/", {"name": "x"}, "day"),
        ("put", "{}/hours/exceptions/2099-12-25/", {"name": ""}, "name"),
        ("put", "{}/hours/exceptions/2099-12-25/", {"name": "x", "intervals": [["12:00"]]}, "intervals.0"),
        ("post", "{}/zones/", {"name": "x", "polygon": RING[:2]}, "polygon"),
        ("post", "{}/zones/", {"name": "x", "polygon": [[1e300, 2], [3, 4], [5, 6]]}, "polygon"),
        ("post", "{}/zones/", {"name": "x", "polygon": [["a", 2]]}, "polygon.0.0"),
        ("post", "{}/zones/", {"name": "x", "polygon": RING, "fee": "-1"}, "fee"),
        ("post", "{}/zones/", {"name": "x", "polygon": RING, "priority": 70_000}, "priority"),
        ("post", "{}/tables/", {"names": []}, "names"),
        ("post", "{}/tables/", {"names": ["x"], "seats": 0}, "seats"),
        ("patch", "{}/tables/{table}/", {"name": "1", "seats": 2}, "name"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field_and_changes_nothing(
    manager, venue_a, tenant_a, method, path, body, field
):
    before = everything(tenant_a)
    table = before[0][4][1].id
    answer = manager.send(method, path.replace("{table}", str(table)).replace("{}", str(venue_a.id)), body, key="k1")
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["fields"]
    assert everything(tenant_a) == before


def calls(venue, zone, table):
    """Every writing call about one venue."""
    return [
        ("patch", f"{venue}/settings/", {"prep_minutes": 9}),
        ("put", f"{venue}/hours/", {"week": WEEK}),
        ("put", f"{venue}/hours/exceptions/2099-12-25/", {"name": "x"}),
        ("delete", f"{venue}/hours/exceptions/2099-12-25/", None),
        ("post", f"{venue}/zones/", {"name": "x", "polygon": RING}),
        ("patch", f"{venue}/zones/{zone}/", {"fee": "0"}),
        ("delete", f"{venue}/zones/{zone}/", None),
        ("post", f"{venue}/tables/", {"names": ["x"]}),
        ("patch", f"{venue}/tables/{table}/", {"name": "x"}),
        ("post", f"{venue}/tables/{table}/code-renewal/", None),
        ("delete", f"{venue}/tables/{table}/", None),
    ]


@pytest.mark.parametrize("role", [Role.CASHIER, Role.KITCHEN, Role.DRIVER, None])
def test_who_may_not_changes_nothing(tenant_a, venue_a, role):
    client = client_of(tenant_a, role) if role else Client(headers={"host": tenant_a.primary_domain})
    somebody, before = Manager(client), everything(tenant_a)
    [(_venue, _hours, _days, [zone], tables)] = before
    for method, path, body in [*calls(venue_a.id, zone.id, tables[0].id), ("post", "", {"name": "x", "city": "x"})]:
        assert somebody.send(method, path, body, key="k").status_code == (403 if role else 401), path
    for path in ("settings/", f"{venue_a.id}/settings/", f"{venue_a.id}/tables/", f"{venue_a.id}/zones/{zone.id}/"):
        assert somebody.get(path).status_code == (403 if role else 401), path
    assert everything(tenant_a) == before


def test_one_venue_s_manager_leaves_the_other_alone(tenant_a, venue_a):
    with use_tenant(tenant_a):
        elsewhere = facade.open_venue(new=NewVenue(name="Navigli", city="Milano"))
    manager = Manager(client_of(tenant_a, Role.MANAGER, [elsewhere.id]))
    before = everything(tenant_a)
    zone, table = before[0][3][0].id, before[0][4][0].id
    for method, path, body in calls(venue_a.id, zone, table):
        refused = manager.send(method, path, body, key="k")
        assert (refused.status_code, refused.json()["code"]) == (404, "venue_not_found"), path
    for method, path, body in calls(elsewhere.id, zone, table):  # the other venue's zone and table, through one's own
        if ("/tables/" in path and path.count("/") > 2) or ("/zones/" in path and path.count("/") > 2):
            assert manager.send(method, path, body, key="k").status_code == 404, path
    assert manager.send("post", "", {"name": "Third", "city": "x"}, key="k").status_code == 403
    assert [venue["id"] for venue in manager.get("settings/").json()] == [elsewhere.id]
    assert everything(tenant_a) == before


def test_the_tenant_next_door_finds_nothing(tenant_a, tenant_b, venue_a, venue_b):
    """Ids are counted per tenant: where the stranger's own venue has the same number, it is theirs that is meant."""
    with use_tenant(tenant_a):
        for name in ("Two", "Three"):
            foreign = facade.open_venue(new=NewVenue(name=name))
    before = everything(tenant_a), everything(tenant_b)
    stranger = Manager(client_of(tenant_b, Role.OWNER))
    for method, path, body in calls(foreign.id, 1, 1):
        assert stranger.send(method, path, body, key="k").status_code == 404, path
    assert stranger.get(f"{foreign.id}/settings/").status_code == 404
    assert (everything(tenant_a), everything(tenant_b)) == before
