"""From basket to order on one page: nothing hidden, nothing twice, nobody else's."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from comanda.kernel.clock import now
from shared_apps.accounts.facade import create_user
from tenant_apps.catalog import facade as catalog
from tenant_apps.customers.facade import customer_for_user
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import OrderInfo, PlaceOrder
from tenant_apps.ordering.facade import list_orders
from tenant_apps.ordering.models import Cart, Order
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.storefront.web import checkout, checkout_summary
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import OpeningHours, ServiceType
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, add_zone, open_restaurant
from tests.tenant_apps.ordering.settle import settle

HX = {"HX-Request": "true"}
GUEST = {"name": "Ada", "phone": "+39 02 1234567", "payment": "cash", "tip": "0", "key": "a-key-of-this-page"}
ADDRESS = {"street": "Via Solferino 3", "postcode": "20121", "city": "Milano"}


@pytest.fixture
def restaurant(tenant_a: TenantRef, db: None) -> Restaurant:
    with use_tenant(tenant_a):
        found = open_restaurant()
        add_zone(found, postcodes=("20121",))
        venues.add_tables(venue_id=found.venue.id, names=["7"])
        return found


@pytest.fixture
def guest(client_a: Client, restaurant: Restaurant) -> Client:
    """With two large pizzas in the basket: 19.80."""
    data = {"item": restaurant.pizza, "size": restaurant.large, "quantity": 2}
    client_a.post("/v/centro/cart/lines/", data, headers=HX)
    return client_a


def orders(tenant: TenantRef) -> int:
    with use_tenant(tenant):
        return Order.objects.count()


def test_pickup_in_cash(guest: Client, tenant_a: TenantRef) -> None:
    assert b"19.80" in guest.get("/v/centro/checkout/").content
    data = {**GUEST, "service": "pickup", "expected_total": "19.80", "tip": "10"}
    refused = guest.post("/v/centro/checkout/", data)
    assert refused.status_code == 422, "the total they saw had no tip in it"
    assert orders(tenant_a) == 0
    placed = guest.post("/v/centro/checkout/", {**data, "expected_total": "21.78"})
    assert placed.status_code == 302, placed.content.decode()
    with use_tenant(tenant_a):
        (order,) = list_orders()
    assert placed["Location"] == f"/orders/{order.token}/"
    assert order.total == Decimal("21.78")
    assert order.contact.name == "Ada"
    assert order.customer_id is not None
    assert b'basket-line"' not in guest.get("/v/centro/cart/").content, "the basket is empty afterwards"


def test_delivery_shows_its_fee_before_anybody_orders(guest: Client, tenant_a: TenantRef) -> None:
    data = {**GUEST, **ADDRESS, "service": "delivery"}
    summary = guest.post("/v/centro/checkout/quote/", data, headers=HX).content.decode()
    assert "Delivery" in summary
    assert "€22.80" in summary
    unseen = guest.post("/v/centro/checkout/", {**data, "expected_total": ""})
    assert unseen.status_code == 422
    assert "€22.80" in unseen.content.decode()
    assert orders(tenant_a) == 0
    assert guest.post("/v/centro/checkout/", {**data, "expected_total": "22.80"}).status_code == 302
    with use_tenant(tenant_a):
        (order,) = list_orders()
    assert order.address is not None
    assert order.address.street == "Via Solferino 3"


@pytest.mark.parametrize("seen", ["sNaN", "NaN", "Infinity", "a lot"])
def test_what_is_no_total_was_not_seen(guest: Client, tenant_a: TenantRef, seen: str) -> None:
    refused = guest.post("/v/centro/checkout/", {**GUEST, "service": "pickup", "expected_total": seen})
    assert refused.status_code == 422
    assert "€19.80" in refused.content.decode()
    assert orders(tenant_a) == 0


def test_a_basket_is_quoted_no_more_than_once(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    quoting = Mock(wraps=checkout_summary.quote)
    monkeypatch.setattr(checkout_summary, "quote", quoting)
    data = {**GUEST, **ADDRESS, "service": "delivery"}
    assert guest.post("/v/centro/checkout/", data).status_code == 422
    assert quoting.call_count == 1, "for the total that is shown"
    assert guest.post("/v/centro/checkout/", {**data, "expected_total": "22.80"}).status_code == 302
    assert quoting.call_count == 1, "what orders prices it: nobody looks at a summary"


def test_half_a_form_still_gets_a_summary(guest: Client) -> None:
    summary = guest.post("/v/centro/checkout/quote/", {"service": "delivery"}, headers=HX)
    assert summary.status_code == 200
    assert "fee depends on your address" in summary.content.decode()
    assert "field-error" not in summary.content.decode()


def test_too_far_away_is_said_and_nothing_is_ordered(guest: Client, tenant_a: TenantRef) -> None:
    data = {**GUEST, "service": "delivery", "street": "Via Roma 1", "postcode": "00100", "city": "Roma"}
    assert "does not deliver" in guest.post("/v/centro/checkout/quote/", data, headers=HX).content.decode()
    refused = guest.post("/v/centro/checkout/", {**data, "expected_total": "19.80"})
    assert refused.status_code == 422
    assert orders(tenant_a) == 0


@pytest.mark.parametrize(
    ("missing", "service", "words"),
    [
        ("name", "pickup", "name to call out"),
        ("phone", "pickup", "phone number or an e-mail"),
        ("street", "delivery", "street"),
    ],
)
def test_errors_name_the_field_and_the_remedy(
    guest: Client, tenant_a: TenantRef, missing: str, service: str, words: str
) -> None:
    data = {**GUEST, **ADDRESS, "service": service, "expected_total": "19.80", missing: ""}
    response = guest.post("/v/centro/checkout/", data)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert orders(tenant_a) == 0


def test_the_same_page_sent_twice_orders_once(guest: Client, tenant_a: TenantRef) -> None:
    """The answer was lost on the way, or the button tapped twice: the basket is empty by then, the order is not."""
    data = {**GUEST, "service": "pickup", "expected_total": "19.80"}
    first = guest.post("/v/centro/checkout/", data)
    second = guest.post("/v/centro/checkout/", data)
    assert first["Location"].startswith("/orders/")
    assert second["Location"] == first["Location"]
    assert orders(tenant_a) == 1


def test_a_page_sent_again_finds_its_order_whatever_is_in_the_basket_now(
    guest: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    data = {**GUEST, "service": "pickup", "expected_total": "19.80"}
    first = guest.post("/v/centro/checkout/", data)
    guest.post("/v/centro/cart/lines/", {"item": restaurant.cola, "quantity": 1}, headers=HX)
    assert guest.post("/v/centro/checkout/", data)["Location"] == first["Location"]
    assert orders(tenant_a) == 1


def test_a_guessed_key_of_an_app_shows_no_order(
    guest: Client, client_b: Client, restaurant: Restaurant, tenant_a: TenantRef, tenant_b: TenantRef
) -> None:
    with use_tenant(tenant_a):
        placed = restaurant.order(restaurant.line(), idempotency_key="order-1")
    answer = guest.post("/v/centro/checkout/", {**GUEST, "key": "order-1", "service": "pickup"})
    assert placed.token not in answer.get("Location", "")
    with use_tenant(tenant_b):
        open_restaurant()
    mine = guest.post("/v/centro/checkout/", {**GUEST, "service": "pickup", "expected_total": "19.80"})
    assert mine["Location"].startswith("/orders/")
    next_door = client_b.post("/v/centro/checkout/", {**GUEST, "service": "pickup", "expected_total": "19.80"})
    assert next_door["Location"] == "/v/centro/cart/", "the key of a page on another tenant's host"
    assert (orders(tenant_a), orders(tenant_b)) == (2, 0)


def test_what_another_device_put_in_meanwhile_stays(
    guest: Client, restaurant: Restaurant, tenant_a: TenantRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = guest.cookies["basket"].value

    def place_while_somebody_adds(*, command: PlaceOrder) -> OrderInfo:
        ordering.add_to_cart(cart_token=token, line=BasketLine(item_id=restaurant.cola))
        ordering.add_to_cart(cart_token=token, line=BasketLine(item_id=restaurant.pizza, size_id=restaurant.large))
        return ordering.place_order(command=command)

    monkeypatch.setattr(checkout, "place_order", place_while_somebody_adds)
    data = {**GUEST, "service": "pickup", "expected_total": "19.80"}
    assert guest.post("/v/centro/checkout/", data)["Location"].startswith("/orders/")
    with use_tenant(tenant_a):
        left = ordering.get_cart(cart_token=token).lines
    assert [(line.item_id, line.quantity) for line in left] == [(restaurant.pizza, 1), (restaurant.cola, 1)]


def test_a_basket_that_went_away_does_not_spoil_the_order(
    guest: Client, tenant_a: TenantRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    def place_and_lose_the_basket(*, command: PlaceOrder) -> OrderInfo:
        placed = ordering.place_order(command=command)
        Cart.objects.all().delete()
        return placed

    monkeypatch.setattr(checkout, "place_order", place_and_lose_the_basket)
    data = {**GUEST, "service": "pickup", "expected_total": "19.80"}
    assert guest.post("/v/centro/checkout/", data)["Location"].startswith("/orders/")
    assert orders(tenant_a) == 1


def test_who_serves_at_the_table_alone_says_how_to_sit_down(client_b: Client, tenant_b: TenantRef, db: None) -> None:
    with use_tenant(tenant_b):
        trattoria = open_restaurant(services=frozenset({ServiceType.DINE_IN}))
    client_b.post("/v/centro/cart/lines/", {"item": trattoria.cola}, headers=HX)
    page = client_b.get("/v/centro/checkout/").content.decode()
    assert "Scan the code on yours" in page
    assert "data-place" not in page
    assert client_b.post("/v/centro/checkout/", {**GUEST, "service": "dine_in"}).status_code == 422
    assert orders(tenant_b) == 0


def test_an_empty_basket_cannot_be_checked_out(client_a: Client, restaurant: Restaurant) -> None:
    assert client_a.get("/v/centro/checkout/")["Location"] == "/v/centro/cart/"


def test_at_the_table_after_scanning_its_code(guest: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        (table,) = venues.list_tables(venue_id=restaurant.venue.id)
    assert guest.get(f"/t/{table.token}/")["Location"] == "/v/centro/"
    assert "Table 7" in guest.get("/v/centro/cart/", headers=HX).content.decode()
    assert "Table 7: we bring it to you" in guest.get("/v/centro/checkout/").content.decode()
    data = {**GUEST, "phone": "", "service": "dine_in", "expected_total": "19.80"}
    assert guest.post("/v/centro/checkout/", data).status_code == 302
    with use_tenant(tenant_a):
        (order,) = list_orders()
    assert (order.service, order.table_name, order.channel) == ("dine_in", "7", "table")


def test_nobody_sits_at_a_table_without_its_code(guest: Client, tenant_a: TenantRef) -> None:
    assert guest.get("/t/guess/").status_code == 404
    response = guest.post("/v/centro/checkout/", {**GUEST, "service": "dine_in", "expected_total": "19.80"})
    assert response.status_code == 422
    assert orders(tenant_a) == 0


def test_a_table_of_another_tenant_is_nobodys(
    guest: Client, client_b: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    with use_tenant(tenant_a):
        (table,) = venues.list_tables(venue_id=restaurant.venue.id)
    assert client_b.get(f"/t/{table.token}/").status_code == 404


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ("tok_success", "Card accepted"),
        ("tok_declined", "Pay again"),
        ("tok_challenge", "Confirm the payment"),
    ],
)
def test_cards_of_every_outcome(guest: Client, tenant_a: TenantRef, card: str, words: str) -> None:
    data = {**GUEST, "service": "pickup", "expected_total": "19.80", "payment": f"test_card:{card}"}
    address = guest.post("/v/centro/checkout/", data)["Location"]
    with use_tenant(tenant_a):
        settle()
    assert words in guest.get(address).content.decode()


def test_the_second_step_leads_back_to_the_order(guest: Client, tenant_a: TenantRef) -> None:
    data = {**GUEST, "service": "pickup", "expected_total": "19.80", "payment": "test_card:tok_challenge"}
    address = guest.post("/v/centro/checkout/", data)["Location"]
    with use_tenant(tenant_a):
        settle()
    step = re.findall(r'href="(/pay/[^"]+)"', guest.get(address).content.decode())[0]
    assert guest.get(step).status_code == 200
    way, _sep, following = step.partition("?next=")
    done = guest.post(way, {"decision": "approve", "next": following})
    assert done["Location"] == address
    with use_tenant(tenant_a):
        settle()
    assert "Card accepted" in guest.get(address).content.decode()


def test_another_card_after_a_declined_one(guest: Client, tenant_a: TenantRef) -> None:
    data = {**GUEST, "service": "pickup", "expected_total": "19.80", "payment": "test_card:tok_declined"}
    address = guest.post("/v/centro/checkout/", data)["Location"]
    with use_tenant(tenant_a):
        settle()
    guest.post(f"{address}payment/", {"payment": "test_card:tok_success", "key": "second-try"})
    with use_tenant(tenant_a):
        settle()
    assert "Card accepted" in guest.get(address).content.decode()


def test_payments_are_never_free_text(guest: Client, tenant_a: TenantRef) -> None:
    data = {**GUEST, "service": "pickup", "expected_total": "19.80", "payment": "test_card:whatever"}
    assert guest.post("/v/centro/checkout/", data).status_code == 422
    assert orders(tenant_a) == 0


def test_after_hours_only_times_to_come_are_on_offer(
    guest: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    tomorrow = (now().astimezone(ZoneInfo("Europe/Rome")) + timedelta(days=1)).weekday()
    with use_tenant(tenant_a):
        hours = (OpeningHours(weekday=tomorrow, opens=time(1), closes=time(23)),)
        venues.set_hours(venue_id=restaurant.venue.id, hours=hours)
    page = guest.get("/v/centro/checkout/").content.decode()
    assert "As soon as possible" not in page
    first = re.findall(r'<option value="([^"]+)"', page)[0]
    data = {**GUEST, "service": "pickup", "expected_total": "19.80"}
    assert guest.post("/v/centro/checkout/", {**data, "when": ""}).status_code == 422
    assert orders(tenant_a) == 0
    assert guest.post("/v/centro/checkout/", {**data, "when": first}).status_code == 302
    with use_tenant(tenant_a):
        (order,) = list_orders()
    assert order.requested_for == datetime.fromisoformat(first)


def test_a_delivery_is_on_offer_no_sooner_than_its_zone_allows(
    guest: Client, restaurant: Restaurant, tenant_a: TenantRef, hold_clock: Callable[[datetime], None]
) -> None:
    start = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    hold_clock(start)
    with use_tenant(tenant_a):
        add_zone(restaurant, name="Far", polygon=((8.0, 44.0), (8.1, 44.0), (8.1, 44.1)), minutes=55)
    data = {**GUEST, "service": "delivery"}

    def first(answers: dict[str, str]) -> datetime:
        page = guest.post("/v/centro/checkout/quote/", answers, headers=HX).content.decode()
        return datetime.fromisoformat(re.findall(r'<option value="([^"]+)"', page)[0])

    assert first({**data, "service": "pickup"}) == start + timedelta(minutes=30)
    assert first(data) == start + timedelta(minutes=75), "nobody knows yet how far"
    soonest = first({**data, **ADDRESS})
    assert soonest == start + timedelta(minutes=45)
    order = {**data, **ADDRESS, "when": soonest.isoformat(), "expected_total": "22.80"}
    assert guest.post("/v/centro/checkout/", order).status_code == 302


def test_what_sells_out_while_they_type_is_named_and_nothing_typed_is_lost(
    guest: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    guest.post("/v/centro/cart/lines/", {"item": restaurant.cola, "quantity": 1}, headers=HX)
    data = {**GUEST, "service": "pickup", "expected_total": "22.30", "note": "At the back door"}
    with use_tenant(tenant_a):
        catalog.eighty_six(venue_id=restaurant.venue.id, item_id=restaurant.cola, actor_id=None)
    page = guest.post("/v/centro/checkout/", data)
    text = page.content.decode()
    assert page.status_code == 422
    assert "sold out" in text
    assert "At the back door" in text
    assert orders(tenant_a) == 0
    (left_out,) = re.findall(r'name="left_out" value="([^"]+)"', text)
    again = {**data, "left_out": left_out, "expected_total": "19.80"}
    assert guest.post("/v/centro/checkout/", {**again, "left_out": "1-2"}).status_code == 422
    assert guest.post("/v/centro/checkout/", again).status_code == 302
    with use_tenant(tenant_a):
        (order,) = list_orders()
    assert order.total == Decimal("19.80")


def test_an_address_is_kept_for_who_asks_for_it(
    client_a: Client, client_b: Client, restaurant: Restaurant, tenant_a: TenantRef, tenant_b: TenantRef
) -> None:
    users = {}
    for tenant in (tenant_a, tenant_b):
        with use_tenant(tenant):
            users[tenant] = create_user(email="ada@example.com", password="quattro formaggi", name="Ada", verified=True)
            customer_for_user(user_id=users[tenant])
    client_a.post("/account/login/", {"login": "ada@example.com", "password": "quattro formaggi"})
    data = {**GUEST, **ADDRESS, "service": "delivery", "expected_total": "22.80"}
    for key, keep in (("one", {}), ("two", {"keep": "on"}), ("three", {"keep": "on", "street": "Via Porto 9"})):
        item = {"item": restaurant.pizza, "size": restaurant.large, "quantity": 2}
        client_a.post("/v/centro/cart/lines/", item, headers=HX)
        assert client_a.post("/v/centro/checkout/", {**data, **keep, "key": key}).status_code == 302
    with use_tenant(tenant_a):
        addresses = customer_for_user(user_id=users[tenant_a]).addresses
    assert [address.street for address in addresses] == ["Via Solferino 3", "Via Porto 9"]
    with use_tenant(tenant_b):
        assert customer_for_user(user_id=users[tenant_b]).addresses == ()


def test_a_delivery_says_what_it_may_cost_before_the_address_is_known(guest: Client) -> None:
    page = guest.get("/v/centro/checkout/?service=delivery").content.decode()
    assert "Delivery: €3.00." in page


def test_after_hours_the_menu_says_when_to_order_for(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    local = now().astimezone(ZoneInfo(restaurant.venue.timezone))
    tomorrow = (local + timedelta(days=1)).weekday()
    with use_tenant(tenant_a):
        venues.set_hours(
            venue_id=restaurant.venue.id, hours=(OpeningHours(weekday=tomorrow, opens=time(12), closes=time(15)),)
        )
    page = client_a.get("/v/centro/").content.decode()
    assert "Closed, opens" in page
    assert "Order now for" in page
