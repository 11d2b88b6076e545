"""Stations are set up once for all venues; dishes are assigned to them, and tickets find their way."""

import pytest

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.catalog.facade import list_makers, publish_menu
from tenant_apps.catalog.models import Category, Item
from tenant_apps.kitchen.contracts import DEFAULT_STATION
from tenant_apps.kitchen.errors import StationBusyError, StationNotFoundError
from tenant_apps.kitchen.facade import bump_ticket, tickets_for_order
from tenant_apps.kitchen.models import Station
from tenant_apps.kitchen.selectors.stations import list_station_rows
from tenant_apps.kitchen.selectors.tickets import list_stations
from tenant_apps.kitchen.services.close_station import close_station
from tenant_apps.kitchen.services.order_stations import order_stations
from tenant_apps.kitchen.services.save_station import add_station, rename_station
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of

PAGE = "/office/menu/stations/"


def codes():
    return [row.code for row in list_station_rows()]


def test_a_station_stands_at_every_venue(as_tenant_a):
    code = add_station(name="  Grill  & Griddle ", venue_ids=[1, 2])
    assert code == "grill-griddle"
    [row] = list_station_rows()
    assert (row.name, row.venues) == ("Grill & Griddle", 2)
    add_station(name="Bar", venue_ids=[1, 2])
    assert codes() == ["grill-griddle", "bar"], "a new one stands last"
    order_stations(codes=["bar", "grill-griddle"])
    assert [station.code for station in list_stations(venue_ids=[2])] == ["bar", "grill-griddle"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "!!!", "Bar", "bar"])
def test_a_name_that_is_none_or_taken_is_refused(as_tenant_a, name):
    add_station(name="Bar", venue_ids=[1])
    with pytest.raises(ValidationFailedError) as caught:
        add_station(name=name, venue_ids=[1])
    assert caught.value.fields["name"]
    assert codes() == ["bar"]


def test_renaming_keeps_the_code_and_the_dishes(as_tenant_a):
    restaurant = open_restaurant(auto_accept=True)
    add_station(name="Pizza", venue_ids=[restaurant.venue.id])
    rename_station(code="pizza", name="Wood oven")
    order = restaurant.order()
    drain_outbox()
    [ticket] = tickets_for_order(order_id=order.id)
    assert (ticket.station.code, ticket.station.name) == ("pizza", "Wood oven")
    with pytest.raises(StationNotFoundError):
        rename_station(code="nowhere", name="X")
    add_station(name="Bar", venue_ids=[restaurant.venue.id])
    with pytest.raises(ValidationFailedError):
        rename_station(code="bar", name="wood OVEN")


def test_a_venue_that_has_none_yet_takes_the_name_of_the_others(as_tenant_a):
    restaurant = open_restaurant(auto_accept=True)
    add_station(name="Pizza", venue_ids=[987])
    rename_station(code="pizza", name="Wood oven")
    order = restaurant.order()
    drain_outbox()
    assert tickets_for_order(order_id=order.id)[0].station.name == "Wood oven"


def test_a_station_closes_when_nothing_is_made_there(as_tenant_a):
    restaurant = open_restaurant(auto_accept=True)
    order = restaurant.order()
    drain_outbox()
    with pytest.raises(StationBusyError, match="still has work"):
        close_station(code=DEFAULT_STATION)
    with pytest.raises(StationBusyError) as caught:
        close_station(code="pizza")
    assert "Assign its dishes" in caught.value.remedy
    Category.objects.update(station="")
    Item.objects.update(station="")
    with pytest.raises(StationBusyError) as caught:
        close_station(code="pizza")
    assert "Bump" in caught.value.remedy
    [ticket] = tickets_for_order(order_id=order.id)
    bump_ticket(ticket_id=ticket.id, actor="staff:1")
    close_station(code="pizza")
    assert "pizza" not in codes()
    assert tickets_for_order(order_id=order.id)[0].station.name == "Pizza", "the past keeps its place"
    with pytest.raises(StationNotFoundError):
        close_station(code="pizza")
    # The menu in force still names it: the next order opens it again rather than losing a ticket.
    again = restaurant.order()
    drain_outbox()
    assert tickets_for_order(order_id=again.id)[0].station.code == "pizza"
    assert "pizza" in codes()


def test_the_page_sets_up_and_assigns(tenant_a, tenant_b, db):
    client = client_of(tenant_a, Role.MANAGER)
    with use_tenant(tenant_b):
        theirs = open_restaurant(name="Bravo")
        before = list_makers()
    with use_tenant(tenant_a):
        restaurant = open_restaurant(auto_accept=True)
    assert "Who makes what" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}new/", {"name": "Bar"}).status_code == 302
    wanted = {f"dish-{restaurant.cola}": "bar", f"heading-{restaurant.category}": "nowhere", "dish-999999": "bar"}
    answer = client.post(f"{PAGE}assignment/", wanted, follow=True)
    assert "when you publish the menu" in answer.content.decode()
    with use_tenant(tenant_a):
        assert Item.objects.get(pk=restaurant.cola).station == "bar"
        assert Category.objects.get(pk=restaurant.category).station != "nowhere", "codes nobody set up are not taken"
        publish_menu(venue_id=restaurant.venue.id, actor_id=None)
        order = restaurant.order(BasketLine(item_id=restaurant.cola))
        drain_outbox()
        [ticket] = tickets_for_order(order_id=order.id)
        assert ticket.station.name == "Bar"
    client.post(f"{PAGE}bar/", {"name": "Cocktails"})
    client.post(f"{PAGE}order/", {"code": "bar", "by": "-1"})
    assert client.post(f"{PAGE}bar/removal/", follow=True).status_code == 200
    with use_tenant(tenant_a):
        assert Station.objects.get(code="bar").name == "Cocktails"
        assert Station.objects.get(code="bar").closed_at is None, "it still has work"
    with use_tenant(tenant_b):
        assert list_makers() == before
        assert not Station.objects.exists()
        assert theirs.cola


@pytest.mark.parametrize("role", [Role.CASHIER, Role.KITCHEN, Role.DRIVER])
def test_who_does_not_edit_the_menu_changes_no_station(tenant_a, db, role):
    with use_tenant(tenant_a):
        add_station(name="Bar", venue_ids=[1])
    client = client_of(tenant_a, role)
    assert client.get(PAGE).status_code == 403
    for path, data in (
        ("new/", {"name": "Grill"}),
        ("bar/", {"name": "X"}),
        ("bar/removal/", {}),
        ("order/", {"code": "bar", "by": "1"}),
        ("assignment/", {"dish-1": "bar"}),
    ):
        assert client.post(f"{PAGE}{path}", data).status_code == 403, path
    with use_tenant(tenant_a):
        assert [(row.code, row.name) for row in list_station_rows()] == [("bar", "Bar")]


def test_another_tenants_manager_is_nobody_here(tenant_a, tenant_b, db):
    stranger = client_of(tenant_b, Role.OWNER)
    stranger.defaults["HTTP_HOST"] = tenant_a.primary_domain
    assert stranger.post(f"{PAGE}new/", {"name": "Bar"}, headers={"host": tenant_a.primary_domain}).status_code == 302
    with use_tenant(tenant_a):
        assert not Station.objects.exists()
