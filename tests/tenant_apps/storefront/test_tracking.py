"""Following an order: the link is the key, on its own tenant's host alone."""

import re
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from comanda.kernel.machines import TransitionRefusedError
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import DeliveryAddress, OrderInfo
from tenant_apps.ordering.models import Order
from tenant_apps.venues import facade as venues
from tenant_apps.venues.models import Venue
from tenants.broadcast import forget_everything
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, add_zone, open_restaurant
from tests.tenant_apps.ordering.settle import settle


@pytest.fixture
def restaurant(tenant_a: TenantRef, db: None) -> Restaurant:
    with use_tenant(tenant_a):
        return open_restaurant()


@pytest.fixture
def order(restaurant: Restaurant, tenant_a: TenantRef) -> OrderInfo:
    with use_tenant(tenant_a):
        placed = restaurant.order(restaurant.loaded_line())
        drain_outbox()
        return placed


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def test_it_tells_every_step(client_a: Client, order: OrderInfo, tenant_a: TenantRef) -> None:
    address = f"/orders/{order.token}/"
    page = text(client_a, address)
    assert "We have your order" in page
    assert "Pick it up at" in page
    assert "data-live-state" in page
    assert f'data-live-topic="order:{order.token}"' in page
    with use_tenant(tenant_a):
        ordering.accept(order_id=order.id, actor="staff:1")
        ordering.start_preparing(order_id=order.id, actor="staff:1")
    assert "In the kitchen now" in text(client_a, f"{address}state/")
    with use_tenant(tenant_a):
        ordering.mark_ready(order_id=order.id, actor="staff:1")
        ordering.hand_over(order_id=order.id, actor="staff:1")
    page = text(client_a, address)
    assert "Enjoy your meal" in page
    assert "Picked up at" in page
    assert "data-live-state" not in page, "nothing more will happen by itself"


@pytest.fixture
def at_the_table(restaurant: Restaurant, tenant_a: TenantRef) -> OrderInfo:
    with use_tenant(tenant_a):
        (table,) = venues.add_tables(venue_id=restaurant.venue.id, names=["Terrace 1"])
        placed = restaurant.order(service="dine_in", channel="table", table_token=table.token)
        drain_outbox()
        return placed


def test_at_the_table_ready_is_good_news(client_a: Client, at_the_table: OrderInfo, tenant_a: TenantRef) -> None:
    address = f"/orders/{at_the_table.token}/"
    page = text(client_a, address)
    assert "Terrace 1" in page
    assert "Table Terrace 1" not in page
    with use_tenant(tenant_a):
        ordering.accept(order_id=at_the_table.id, actor="staff:1")
        ordering.start_preparing(order_id=at_the_table.id, actor="staff:1")
        ordering.mark_ready(order_id=at_the_table.id, actor="staff:1")
    page = text(client_a, address)
    assert "Ready: it comes to your table" in page
    assert "At your table about" not in page, "it is there"
    assert 'data-state="bad"' not in page
    assert page.count('data-state="next"') == 1, "there is still something to look forward to"
    with use_tenant(tenant_a):
        ordering.hand_over(order_id=at_the_table.id, actor="staff:1")
    page = text(client_a, address)
    assert "Enjoy your meal" in page
    assert 'data-state="bad"' not in page


def test_a_table_that_orders_again_walks_the_path_again(
    client_a: Client, at_the_table: OrderInfo, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    address = f"/orders/{at_the_table.token}/"
    with use_tenant(tenant_a):
        for step in (ordering.accept, ordering.mark_ready, ordering.hand_over):
            step(order_id=at_the_table.id, actor="staff:1")
        ordering.add_lines(order_id=at_the_table.id, lines=[restaurant.line()], actor="staff:1")
    page = text(client_a, address)
    steps = re.findall(r'data-state="(\w+)".*?</li>', page, re.DOTALL)
    assert steps == ["done", "now", "next", "next", "next"]
    later = page[page.index('data-state="next"') : page.index("</ol>")]
    assert "<time" not in later, "what is still to come has not been yet"
    assert "Cancel the order" not in page, "what was eaten cannot be called off by a guest"
    client_a.post(f"{address}cancellation/")
    with use_tenant(tenant_a):
        with pytest.raises(TransitionRefusedError):
            ordering.cancel(order_id=at_the_table.id, reason="", actor="guest")
        assert ordering.get_order(order_id=at_the_table.id).state == "confirmed"


def test_money_in_cash_goes_back_to_no_card(client_a: Client, order: OrderInfo, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        ordering.accept(order_id=order.id, actor="staff:1")
        ordering.take_payment(order_id=order.id, provider="cash", key="till", actor="staff:1")
        ordering.cancel(order_id=order.id, reason="", actor="staff:1")
        drain_outbox()
    page = text(client_a, f"/orders/{order.token}/")
    assert "Your order is cancelled" in page
    assert "your card" not in page
    assert "in cash" in page


def test_who_pays_by_card_is_not_sent_for_cash(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        order = restaurant.card_order()
        Order.objects.filter(pk=order.id).update(payment_state="unpaid")
    page = text(client_a, f"/orders/{order.token}/")
    assert "To be paid" in page
    assert "To be paid in cash" not in page


def test_times_are_written_as_in_the_venues_country(
    client_a: Client, order: OrderInfo, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    with use_tenant(tenant_a):
        Venue.objects.filter(pk=restaurant.venue.id).update(country="US", timezone="America/New_York")
        forget_everything()
    page = text(client_a, f"/orders/{order.token}/")
    clock = order.placed_at.astimezone(ZoneInfo("America/New_York"))
    assert f"{clock:%-I:%M}" in page
    assert "Includes tax" not in page, "there it comes on top"
    assert len(re.findall(r"\d:\d\d\s[AP]M", page)) >= 2, "the steps and the promise"


def test_a_rejection_says_why(client_a: Client, order: OrderInfo, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        ordering.reject(order_id=order.id, reason="The oven is broken", actor="staff:1")
    page = text(client_a, f"/orders/{order.token}/")
    assert "The oven is broken" in page
    assert page.count("The oven is broken") == 1, "said once"
    assert "Nothing was charged" in page
    assert "Nothing to pay" in page


def test_the_guest_cancels_until_the_kitchen_starts(client_a: Client, order: OrderInfo, tenant_a: TenantRef) -> None:
    assert "Cancel the order" in text(client_a, f"/orders/{order.token}/")
    client_a.post(f"/orders/{order.token}/cancellation/")
    assert "Your order is cancelled" in text(client_a, f"/orders/{order.token}/")


def test_too_late_to_cancel_changes_nothing(client_a: Client, order: OrderInfo, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        ordering.accept(order_id=order.id, actor="staff:1")
        ordering.start_preparing(order_id=order.id, actor="staff:1")
    assert "Cancel the order" not in text(client_a, f"/orders/{order.token}/")
    client_a.post(f"/orders/{order.token}/cancellation/")
    with use_tenant(tenant_a):
        assert ordering.get_order(order_id=order.id).state == "preparing"


def test_another_tenants_host_knows_nothing_of_it(client_b: Client, order: OrderInfo, tenant_a: TenantRef) -> None:
    for address in ("", "state/"):
        assert client_b.get(f"/orders/{order.token}/{address}").status_code == 404
    for address in ("cancellation/", "payment/"):
        assert client_b.post(f"/orders/{order.token}/{address}").status_code == 404
    with use_tenant(tenant_a):
        assert ordering.get_order(order_id=order.id).state == "pending"


def test_a_delivery_has_a_map_that_is_said_in_words(client_a: Client, tenant_a: TenantRef) -> None:
    milan = {"latitude": Decimal("45.4642"), "longitude": Decimal("9.1900")}
    door = DeliveryAddress("Via Solferino 3", "Milano", "20121", Decimal("45.4732"), Decimal("9.1900"))
    with use_tenant(tenant_a):
        restaurant = open_restaurant(**milan)
        add_zone(restaurant)
        order = restaurant.order(restaurant.line(quantity=2), service="delivery", address=door)
        drain_outbox()
    page = text(client_a, f"/orders/{order.token}/")
    assert page.count("Via Solferino 3 is about 1.0 km from Centro.") == 2, "once read aloud, once in print"
    assert 'class="route-area"' in page
    with use_tenant(tenant_a):
        ordering.cancel(order_id=order.id, reason="", actor="guest")
    assert "route-map" not in text(client_a, f"/orders/{order.token}/"), "there is no way to go"


def test_no_map_where_there_is_no_way(client_a: Client, order: OrderInfo) -> None:
    assert "route-map" not in text(client_a, f"/orders/{order.token}/")


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("tok_insufficient_funds", "Your card has not enough money: try another one."),
        ("tok_declined", "The bank declined the card."),
    ],
)
def test_it_says_why_the_card_was_not_charged(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef, card: str, said: str
) -> None:
    with use_tenant(tenant_a):
        order = restaurant.card_order(card)
        settle()
    assert f"{said} Nothing was charged." in text(client_a, f"/orders/{order.token}/")


def test_a_guessed_link_is_not_found(client_a: Client, order: OrderInfo) -> None:
    assert client_a.get(f"/orders/{order.id}/").status_code == 404
