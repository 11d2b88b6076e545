"""Stations set up through the API."""

import json

import pytest
from django.test import Client

from tenant_apps.kitchen.selectors.stations import list_station_rows
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db
STATIONS = "/api/v1/stations/"


def send(client, method, path="", body=None):
    return getattr(client, method)(f"{STATIONS}{path}", json.dumps(body or {}), content_type="application/json")


@pytest.fixture
def manager(tenant_a):
    with use_tenant(tenant_a):
        open_restaurant()
    return client_of(tenant_a, Role.MANAGER)


def rows(tenant):
    with use_tenant(tenant):
        return list_station_rows()


def test_stations_come_move_and_go(manager, tenant_a):
    grill, bar = (send(manager, "post", body={"name": name}).json() for name in ("Grill", "Bar"))
    assert (grill["code"], grill["venues"]) == ("grill", 1)
    assert send(manager, "patch", "bar/", {"name": "Bancone"}).json() == bar | {"name": "Bancone"}
    ordered = send(manager, "put", "order/", {"codes": ["bar", "grill"]}).json()
    assert [row["code"] for row in ordered][:2] == ["bar", "grill"]
    assert ordered == manager.get(STATIONS).json()
    assert send(manager, "delete", "grill/").status_code == 204
    assert "grill" not in [row["code"] for row in manager.get(STATIONS).json()]
    assert send(manager, "delete", "grill/").status_code == 404
    assert send(manager, "delete", "kitchen/").status_code == 409  # where everything goes that has no other


@pytest.mark.parametrize("name", ["", "  ", "!!!", "x" * 41, 7])
def test_what_is_no_name_is_refused(manager, tenant_a, name):
    before = rows(tenant_a)
    answer = send(manager, "post", body={"name": name})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["name"])
    assert rows(tenant_a) == before


@pytest.mark.parametrize("role", [Role.CASHIER, Role.KITCHEN, Role.DRIVER, None])
def test_who_may_not_and_strangers_change_nothing(manager, tenant_a, tenant_b, role):
    send(manager, "post", body={"name": "Grill"})
    before = rows(tenant_a)
    client = client_of(tenant_a, role) if role else Client(headers={"host": tenant_a.primary_domain})
    stranger = client_of(tenant_b, Role.OWNER)
    for method, path, body in (
        ("post", "", {"name": "Mine"}),
        ("patch", "grill/", {"name": "Mine"}),
        ("delete", "grill/", None),
        ("put", "order/", {"codes": ["grill"]}),
    ):
        assert send(client, method, path, body).status_code == (403 if role else 401)
        if path == "grill/":
            assert send(stranger, method, path, body).status_code == 404
    assert rows(tenant_a) == before
