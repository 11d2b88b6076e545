"""Things go into the basket, change and go out, with and without scripts; nobody reaches another's."""

import json
import re
from decimal import Decimal

import pytest
from django.test import Client

from comanda.kernel.money import ZERO
from shared_apps.accounts.facade import create_user
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.services.set_price import set_price
from tenant_apps.customers.models import Customer
from tenant_apps.ordering.facade import cancel, find_cart, place_order
from tenant_apps.ordering.models import Cart, CartLine
from tenant_apps.pricing.contracts import BasketLine
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, open_restaurant

HX = {"HX-Request": "true"}


@pytest.fixture
def restaurant(tenant_a: TenantRef, db: None) -> Restaurant:
    with use_tenant(tenant_a):
        return open_restaurant()


def put(client: Client, restaurant: Restaurant, **more: object) -> str:
    """A small pizza into the basket; the basket's token."""
    data = {"item": restaurant.pizza, "size": restaurant.small, "quantity": 1, **more}
    response = client.post("/v/centro/cart/lines/", data, headers=HX)
    assert response.status_code == 204, response.content
    return client.cookies["basket"].value


def test_a_dish_goes_in_with_its_choices_and_can_be_undone(client_a: Client, restaurant: Restaurant, tenant_a) -> None:
    extras = {f"g{restaurant.extras}": [restaurant.olives, restaurant.burrata], f"q{restaurant.olives}": 2}
    data = {"item": restaurant.pizza, "size": restaurant.large, "quantity": 2, "note": " well done ", **extras}
    response = client_a.post("/v/centro/cart/lines/", data, headers=HX)
    assert response.status_code == 204
    said = json.loads(response["HX-Trigger"])
    with use_tenant(tenant_a):
        cart = find_cart(cart_token=client_a.cookies["basket"].value)
    assert cart is not None
    (line,) = cart.lines
    assert (line.quantity, line.note) == (2, "well done")
    assert {(m.option_id, m.quantity) for m in line.modifiers} == {(restaurant.olives, 2), (restaurant.burrata, 1)}
    assert said["cart:changed"] is True
    assert client_a.post(said["toast"]["undo"], headers=HX).status_code == 204
    with use_tenant(tenant_a):
        assert CartLine.objects.count() == 0


def test_a_full_line_says_so_instead_of_breaking(client_a: Client, restaurant: Restaurant, tenant_a) -> None:
    token = put(client_a, restaurant, quantity=60)
    put(client_a, restaurant, quantity=39)
    data = {"item": restaurant.pizza, "size": restaurant.small, "quantity": 1}
    refused = client_a.post("/v/centro/cart/lines/", data, headers=HX)
    assert refused.status_code == 422
    assert "At most 99" in json.loads(refused["HX-Trigger"])["toast"]["message"]
    assert "At most 99" in client_a.post("/v/centro/cart/lines/", data).content.decode(), "and without scripts"
    with use_tenant(tenant_a):
        cart = find_cart(cart_token=token)
    assert cart is not None
    assert [line.quantity for line in cart.lines] == [99]


def test_the_guest_is_told_that_prices_have_moved_until_they_choose_again(client_a, restaurant, tenant_a) -> None:
    put(client_a, restaurant)
    assert "Prices have changed" not in client_a.get("/v/centro/cart/").content.decode()
    with use_tenant(tenant_a):
        set_price(size_id=restaurant.small, price=Decimal("7.00"))
        catalog.publish_menu(venue_id=restaurant.venue.id)
    page = client_a.get("/v/centro/cart/").content.decode()
    assert "Prices have changed since you chose: all of it was €6.50." in page
    put(client_a, restaurant)
    assert "Prices have changed" not in client_a.get("/v/centro/cart/").content.decode()


def test_the_cookie_is_the_venues_own_and_hidden_from_scripts(client_a: Client, restaurant: Restaurant) -> None:
    put(client_a, restaurant)
    cookie = client_a.cookies["basket"]
    assert cookie["path"] == "/v/centro/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_without_scripts_forms_lead_back_to_the_menu(client_a: Client, restaurant: Restaurant) -> None:
    response = client_a.post("/v/centro/cart/lines/", {"item": restaurant.pizza, "quantity": 1})
    assert response.status_code == 302
    assert response["Location"] == "/v/centro/"
    page = client_a.get("/v/centro/cart/")
    assert page.status_code == 200
    assert b"6.50" in page.content


def test_looking_creates_nothing(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    for headers in ({}, HX):
        assert client_a.get("/v/centro/cart/", headers=headers).status_code == 200
    with use_tenant(tenant_a):
        assert not Cart.objects.exists()


def test_looking_creates_nothing_for_somebody_signed_in_either(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    with use_tenant(tenant_a):
        create_user(email="ada@example.com", password="quattro formaggi", name="Ada", verified=True)
    client_a.post("/account/login/", {"login": "ada@example.com", "password": "quattro formaggi"})
    for headers in ({}, HX):
        page = client_a.get("/v/centro/cart/", headers=headers)
        assert page.status_code == 200
        assert "basket" not in client_a.cookies
    assert client_a.get("/v/centro/checkout/")["Location"] == "/v/centro/cart/"
    with use_tenant(tenant_a):
        assert not Cart.objects.exists()
        assert not Customer.objects.exists()
    put(client_a, restaurant)
    with use_tenant(tenant_a):
        (cart,) = Cart.objects.all()
        assert cart.customer_id == Customer.objects.get().pk


def test_a_guests_basket_joins_the_customers_at_the_first_look(restaurant: Restaurant, tenant_a: TenantRef) -> None:
    phone, desk = (Client(headers={"host": tenant_a.primary_domain}) for _ in range(2))
    with use_tenant(tenant_a):
        create_user(email="ada@example.com", password="quattro formaggi", name="Ada", verified=True)
    for client in (phone, desk):
        put(client, restaurant)
        client.post("/account/login/", {"login": "ada@example.com", "password": "quattro formaggi"})
    put(phone, restaurant)
    assert b"\xe2\x82\xac19.50" in desk.get("/v/centro/cart/", headers=HX).content
    with use_tenant(tenant_a):
        assert Cart.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "status", "kept"),
    [
        ({"item": 999_999_999}, 422, []),
        ({"item": "x"}, 422, []),
        ({"size": 999_999_999}, 422, []),
        ({"quantity": -3}, 204, [1]),
        ({"quantity": "1e9"}, 204, [1]),
    ],
)
def test_nonsense_is_refused_or_brought_to_reason(
    client_a: Client,
    restaurant: Restaurant,
    tenant_a: TenantRef,
    change: dict[str, object],
    status: int,
    kept: list[int],
) -> None:
    data = {"item": restaurant.pizza, "size": restaurant.small, "quantity": 1, **change}
    response = client_a.post("/v/centro/cart/lines/", data, headers=HX)
    with use_tenant(tenant_a):
        quantities = [line.quantity for line in CartLine.objects.all()]
    assert (response.status_code, quantities) == (status, kept)


def test_more_less_and_none(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    put(client_a, restaurant)
    with use_tenant(tenant_a):
        line = CartLine.objects.get()
    headers = {**HX, "HX-Target": "basket"}
    page = client_a.post(f"/v/centro/cart/lines/{line.pk}/", {"quantity": 3}, headers=headers)
    assert b"19.50" in page.content
    client_a.post(f"/v/centro/cart/lines/{line.pk}/", {"quantity": 0}, headers=headers)
    with use_tenant(tenant_a):
        assert not CartLine.objects.exists()


def test_anothers_line_cannot_be_changed(restaurant: Restaurant, tenant_a: TenantRef) -> None:
    mine, other = (Client(headers={"host": tenant_a.primary_domain}) for _ in range(2))
    put(mine, restaurant)
    put(other, restaurant, size=restaurant.large)
    with use_tenant(tenant_a):
        line = CartLine.objects.get(size_id=restaurant.small)
    response = other.post(f"/v/centro/cart/lines/{line.pk}/", {"quantity": 9}, headers=HX)
    assert response.status_code == 422
    with use_tenant(tenant_a):
        line.refresh_from_db()
        assert line.quantity == 1


def test_a_token_of_another_tenant_opens_nothing(
    client_b: Client, restaurant: Restaurant, tenant_a: TenantRef, tenant_b: TenantRef
) -> None:
    with use_tenant(tenant_b):
        open_restaurant()
    theirs = Client(headers={"host": tenant_a.primary_domain})
    client_b.cookies["basket"] = put(theirs, restaurant)
    page = client_b.get("/v/centro/cart/", headers=HX)
    assert b"basket-line" not in page.content.replace(b"basket-lines", b"")
    with use_tenant(tenant_b):
        assert not Cart.objects.exists()


def test_an_order_can_be_had_again(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        order = place_order(command=restaurant.command(restaurant.loaded_line()))
        cancel(order_id=order.id, reason="", actor="guest")
    response = client_a.post("/v/centro/cart/again/", {"order": order.token})
    assert response["Location"] == "/v/centro/cart/"
    with use_tenant(tenant_a):
        cart = find_cart(cart_token=client_a.cookies["basket"].value)
    assert cart is not None
    assert cart.subtotal > ZERO
    assert cart.subtotal == order.subtotal


def test_forms_are_protected(restaurant: Restaurant, tenant_a: TenantRef) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": tenant_a.primary_domain})
    assert strict.post("/v/centro/cart/lines/", {"item": restaurant.pizza}).status_code == 403
    strict.get("/v/centro/cart/", headers=HX)
    headers = {**HX, "X-CSRFToken": strict.cookies["csrftoken"].value}
    assert strict.post("/v/centro/cart/lines/", {"item": restaurant.pizza}, headers=headers).status_code == 204


def test_an_order_had_again_says_what_is_missing_today(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    with use_tenant(tenant_a):
        order = restaurant.order(restaurant.loaded_line(), BasketLine(item_id=restaurant.cola))
        catalog.eighty_six(venue_id=restaurant.venue.id, item_id=restaurant.cola, actor_id=None)
    page = client_a.post("/v/centro/cart/again/", {"order": order.token}, follow=True).content.decode()
    assert "1 dish of that order is not to be had today." in page
    assert "Margherita" in page


def test_without_scripts_a_refused_dish_keeps_what_was_chosen(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    extras = {f"g{restaurant.extras}": [restaurant.olives, restaurant.burrata], f"q{restaurant.olives}": 99}
    data = {"item": restaurant.pizza, "size": restaurant.large, "quantity": 3, "note": "well <done>", **extras}
    response = client_a.post("/v/centro/cart/lines/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in page
    assert "well &lt;done&gt;" in page
    for value in (restaurant.large, restaurant.burrata):
        assert re.search(rf'value="{value}" data-minor="\d+" checked', page), value
    assert not re.search(rf'value="{restaurant.small}" data-minor="\d+" checked', page)
    assert re.search(r'name="quantity" type="number" inputmode="numeric" value="3"', page)
    with use_tenant(tenant_a):
        assert not CartLine.objects.exists()
