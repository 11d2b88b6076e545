"""Carts: on the server, at today's prices, kept through sign-in and over devices."""

from decimal import Decimal
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comanda.kernel.errors import UnavailableError, ValidationFailedError
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import PriceDraft
from tenant_apps.catalog.services.save_price_rules import save_price_rules
from tenant_apps.catalog.services.set_price import set_price
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.errors import CartNotFoundError, LineNotFoundError, OrderInvalidError
from tenant_apps.ordering.models import Cart, CartLine
from tenant_apps.ordering.services.forget_old_carts import forget_old_carts
from tenant_apps.pricing.contracts import BasketLine, BasketModifier
from tenants.context import use_tenant
from tests.tenant_apps.ordering.at_once import at_once
from tests.tenant_apps.ordering.cast import open_restaurant


@pytest.mark.usefixtures("as_tenant_a")
class TestCart:
    @pytest.fixture
    def shop(self):
        return open_restaurant()

    @pytest.fixture
    def cart(self, shop):
        return ordering.cart_for(venue_id=shop.venue.id)

    def test_the_same_choice_again_becomes_more_of_it(self, shop, cart):
        one = ordering.add_to_cart(cart_token=cart.token, line=shop.loaded_line())
        backwards = tuple(reversed(shop.loaded_line().modifiers))
        line = BasketLine(shop.pizza, shop.large, 1, backwards, "well done")
        two = ordering.add_to_cart(cart_token=cart.token, line=line)
        assert (len(two.lines), two.count, two.subtotal) == (1, 3, Decimal("40.80"))
        assert one.lines[0].priced.unit_price == Decimal("13.60")
        three = ordering.add_to_cart(cart_token=cart.token, line=shop.line(note="cut"))
        assert [found.quantity for found in three.lines] == [3, 1]

    def test_what_cannot_be_ordered_does_not_go_in(self, shop, cart):
        with pytest.raises(ValidationFailedError):
            ordering.add_to_cart(cart_token=cart.token, line=BasketLine(item_id=10**9))
        catalog.eighty_six(venue_id=shop.venue.id, item_id=shop.cola, actor_id=None)
        with pytest.raises(UnavailableError):
            ordering.add_to_cart(cart_token=cart.token, line=BasketLine(item_id=shop.cola))
        assert CartLine.objects.count() == 0

    def test_lines_change_and_go(self, shop, cart):
        line = ordering.add_to_cart(cart_token=cart.token, line=shop.line()).lines[0]
        changed = ordering.change_line(cart_token=cart.token, line_id=line.id, quantity=4, size_id=shop.large)
        assert (changed.lines[0].size_id, changed.subtotal) == (shop.large, Decimal("39.60"))
        wrong = (BasketModifier(shop.extras, 10**9),)
        with pytest.raises(ValidationFailedError):
            ordering.change_line(cart_token=cart.token, line_id=line.id, quantity=1, modifiers=wrong)
        assert ordering.get_cart(cart_token=cart.token).lines[0].quantity == 4
        assert ordering.change_line(cart_token=cart.token, line_id=line.id, quantity=0).lines == ()
        with pytest.raises(LineNotFoundError):
            ordering.change_line(cart_token=cart.token, line_id=line.id, quantity=1)
        assert ordering.remove_line(cart_token=cart.token, line_id=line.id).count == 0

    def test_what_sells_out_later_is_shown_and_not_counted(self, shop, cart):
        ordering.add_to_cart(cart_token=cart.token, line=shop.line())
        ordering.add_to_cart(cart_token=cart.token, line=BasketLine(item_id=shop.cola))
        catalog.eighty_six(venue_id=shop.venue.id, item_id=shop.cola, actor_id=None)
        found = ordering.get_cart(cart_token=cart.token)
        assert [line.problem for line in found.lines] == ["", "“Cola Centro” is sold out just now."]
        assert (found.subtotal, found.has_problems, found.lines[1].priced) == (Decimal("6.50"), True, None)

    def test_a_cart_cites_the_menu_it_was_filled_from(self, shop, cart):
        filled = ordering.add_to_cart(cart_token=cart.token, line=BasketLine(shop.cola, quantity=2))
        assert (filled.subtotal, filled.subtotal_before) == (Decimal("5.00"), None)
        size = catalog.get_menu(venue_id=shop.venue.id).items[shop.cola].sizes[0].id
        set_price(size_id=size, price=Decimal("2.80"))
        catalog.publish_menu(venue_id=shop.venue.id)
        assert ordering.get_cart(cart_token=cart.token).subtotal_before == Decimal("5.00")
        with CaptureQueriesContext(connection) as statements:
            found = ordering.get_cart(cart_token=cart.token)
        assert (found.subtotal, found.subtotal_before) == (Decimal("5.60"), Decimal("5.00"))
        assert len(statements) == 2, "both menus are in memory by now"
        seen = ordering.change_line(cart_token=cart.token, line_id=found.lines[0].id, quantity=1)
        assert (seen.subtotal, seen.subtotal_before) == (Decimal("2.80"), None), "chosen again, from today's menu"

    def test_a_new_menu_at_the_same_prices_is_no_news(self, shop, cart):
        ordering.add_to_cart(cart_token=cart.token, line=shop.line())
        size = catalog.get_menu(venue_id=shop.venue.id).items[shop.cola].sizes[0].id
        set_price(size_id=size, price=Decimal("2.80"))
        catalog.publish_menu(venue_id=shop.venue.id)
        assert ordering.get_cart(cart_token=cart.token).subtotal_before is None

    def test_two_statements_read_a_cart(self, shop, cart):
        ordering.add_to_cart(cart_token=cart.token, line=shop.loaded_line())
        with CaptureQueriesContext(connection) as seen:
            ordering.get_cart(cart_token=cart.token)
        assert len(seen) == 2

    def test_the_service_follows_what_the_venue_offers(self, shop, cart):
        assert ordering.set_service(cart_token=cart.token, service="delivery").service == "delivery"
        with pytest.raises(OrderInvalidError):
            ordering.set_service(cart_token=cart.token, service="drone")

    def test_a_cart_survives_sign_in_and_other_devices(self, shop, cart):
        at_home = ordering.cart_for(venue_id=shop.venue.id, customer_id=7)
        ordering.add_to_cart(cart_token=at_home.token, line=shop.line())
        ordering.add_to_cart(cart_token=at_home.token, line=BasketLine(item_id=shop.cola))
        ordering.add_to_cart(cart_token=cart.token, line=shop.line(quantity=2))
        merged = ordering.cart_for(venue_id=shop.venue.id, token=cart.token, customer_id=7)
        assert merged.token == cart.token
        assert sorted((line.item_id, line.quantity) for line in merged.lines) == [(shop.pizza, 3), (shop.cola, 1)]
        assert ordering.cart_for(venue_id=shop.venue.id, customer_id=7).token == cart.token
        assert Cart.objects.count() == 1
        assert ordering.cart_for(venue_id=shop.venue.id, token=cart.token, customer_id=7).count == 4

    def test_a_customers_cart_is_not_the_next_persons(self, shop, cart):
        ordering.add_to_cart(cart_token=cart.token, line=shop.line())
        ordering.cart_for(venue_id=shop.venue.id, token=cart.token, customer_id=7)
        signed_out = ordering.cart_for(venue_id=shop.venue.id, token=cart.token)
        assert (signed_out.token != cart.token, signed_out.count) == (True, 0)
        assert ordering.cart_for(venue_id=shop.venue.id, token=cart.token, customer_id=8).count == 0

    def test_a_cart_is_full_one_day(self, shop, cart):
        rows = [{"item_id": shop.pizza, "size_id": shop.small, "quantity": 1, "note": str(n)} for n in range(100)]
        CartLine.objects.bulk_create([CartLine(cart=Cart.objects.get(token=cart.token), **row) for row in rows])
        with pytest.raises(OrderInvalidError):
            ordering.add_to_cart(cart_token=cart.token, line=shop.line())
        assert ordering.add_to_cart(cart_token=cart.token, line=shop.line(note="7")).count == 101

    def test_baskets_do_not_mix_venues(self, shop, cart):
        other = open_restaurant(name="Navigli")
        assert ordering.cart_for(venue_id=other.venue.id, token=cart.token).token != cart.token

    def test_old_carts_are_forgotten(self, shop, cart):
        assert forget_old_carts() == 0
        Cart.objects.update(updated_at="2020-01-01T00:00:00Z")
        assert forget_old_carts() == 1
        with pytest.raises(CartNotFoundError):
            ordering.get_cart(cart_token=cart.token)


@pytest.mark.django_db(transaction=True)
def test_two_devices_sign_in_at_once_with_a_basket_each(tenant_a):
    with use_tenant(tenant_a):
        shop = open_restaurant()
        carts = [ordering.cart_for(venue_id=shop.venue.id).token for _n in range(4)]
        for number, token in enumerate(carts):
            ordering.add_to_cart(cart_token=token, line=shop.line(note=str(number)))
    claims = [
        partial(ordering.cart_for, venue_id=shop.venue.id, token=carts[0], customer_id=7),
        partial(ordering.cart_for, venue_id=shop.venue.id, token=carts[1], customer_id=7),
        partial(ordering.find_cart_for, venue_id=shop.venue.id, token=carts[2], customer_id=7),
        partial(ordering.cart_for, venue_id=shop.venue.id, token=carts[3], customer_id=7),
    ]
    results = at_once(tenant_a, claims)
    assert not [result for result in results if isinstance(result, Exception)], results
    with use_tenant(tenant_a):
        (own,) = Cart.objects.all()
        assert own.customer_id == 7
        assert sorted(CartLine.objects.values_list("note", flat=True)) == ["0", "1", "2", "3"]


def test_a_token_opens_no_cart_next_door(db, tenant_a, tenant_b):
    with use_tenant(tenant_a):
        shop = open_restaurant()
        cart = ordering.cart_for(venue_id=shop.venue.id)
        ordering.add_to_cart(cart_token=cart.token, line=shop.line())
    with use_tenant(tenant_b):
        other = open_restaurant()
        with pytest.raises(CartNotFoundError):
            ordering.get_cart(cart_token=cart.token)
        with pytest.raises(CartNotFoundError):
            ordering.clear_cart(cart_token=cart.token)
        assert ordering.cart_for(venue_id=other.venue.id, token=cart.token).token != cart.token
    with use_tenant(tenant_a):
        assert ordering.get_cart(cart_token=cart.token).count == 1


def test_carts_over_the_api(client_a, tenant_a):
    with use_tenant(tenant_a):
        shop = open_restaurant()
    ask = {"content_type": "application/json"}
    cart = client_a.post("/api/v1/carts/", {"venue_id": shop.venue.id, "service": "dine_in"}, **ask).json()
    path = f"/api/v1/carts/{cart['token']}/"
    added = client_a.post(f"{path}lines/", {"item_id": shop.cola, "quantity": 2}, **ask)
    assert (added.status_code, added.json()["count"], added.json()["subtotal"]) == (201, 2, "5.00")
    line = added.json()["lines"][0]["id"]
    assert client_a.patch(f"{path}lines/{line}/", {"quantity": 3}, **ask).json()["count"] == 3
    assert client_a.patch(path, {"service": "pickup"}, **ask).json()["service"] == "pickup"
    assert client_a.delete(f"{path}lines/{line}/").json()["count"] == 0
    assert client_a.delete(f"{path}lines/").status_code == 200
    assert client_a.get(path).json()["lines"] == []
    assert client_a.get("/api/v1/carts/unknown/").status_code == 404


PRICES = (("api", "2.10"), ("table", "2.30"))


def test_a_cart_over_the_api_costs_what_its_order_will(client_a, tenant_a):
    with use_tenant(tenant_a):
        shop = open_restaurant()
        size = catalog.get_menu(venue_id=shop.venue.id).items[shop.cola].sizes[0].id
        api, table = (PriceDraft(size_id=size, price=Decimal(price), channel=channel) for channel, price in PRICES)
        save_price_rules(item_id=shop.cola, rules=[api, table])
        catalog.publish_menu(venue_id=shop.venue.id)
    ask = {"content_type": "application/json"}
    path = f"/api/v1/carts/{client_a.post('/api/v1/carts/', {'venue_id': shop.venue.id}, **ask).json()['token']}/"
    line = client_a.post(f"{path}lines/", {"item_id": shop.cola}, **ask).json()
    read = [client_a.get(path).json(), client_a.patch(path, {"service": "pickup"}, **ask).json()]
    changed = client_a.patch(f"{path}lines/{line['lines'][0]['id']}/", {"quantity": 1}, **ask).json()
    assert {answer["subtotal"] for answer in (line, *read, changed)} == {"2.10"}
    basket = {"venue_id": shop.venue.id, "service": "pickup", "lines": [{"item_id": shop.cola}]}
    assert client_a.post("/api/v1/quotes/", basket, **ask).json()["basket"]["total"] == "2.10"
    at_table = client_a.patch(path, {"service": "dine_in"}, **ask).json()
    quoted = client_a.post("/api/v1/quotes/", basket | {"service": "dine_in"}, **ask).json()
    assert (at_table["subtotal"], quoted["basket"]["total"]) == ("2.30", "2.30")
    order = basket | {
        "contact": {"name": "Ada", "phone": "1234567"},
        "expected_total": "2.10",
    }
    assert client_a.post("/api/v1/orders/", order, headers={"idempotency-key": "cola-1"}, **ask).status_code == 201
