"""Orders typed in by staff: the server's price, one order a tap, lines added to a running table, nobody else's till."""

import json
from decimal import Decimal

import pytest

from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.kitchen.facade import tickets_for_order
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.models import Order
from tenant_apps.team.contracts import Role
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import NewVenue
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import add_zone, open_restaurant
from tests.tenant_apps.staff import client_of

COUNTER = "/office/orders/counter/"


@pytest.fixture
def cashier(tenant_a, restaurant):
    return client_of(tenant_a, Role.CASHIER)


def post(client, path, **body):
    return client.post(f"{COUNTER}{path}", json.dumps(body), content_type="application/json")


def basket(restaurant, **more):
    lines = [{"item": restaurant.pizza, "size": restaurant.large, "quantity": 2}, {"item": restaurant.cola}]
    return {"venue": restaurant.venue.id, "service": "pickup", "lines": lines, "key": "k1", "name": "Ada"} | more


def read_data(page: str) -> dict:
    _before, _mark, rest = page.partition('<script id="counter-data" type="application/json">')
    return json.loads(rest.partition("</script>")[0])


def test_the_page_brings_the_menu_along(cashier, restaurant):
    data = read_data(cashier.get(COUNTER).content.decode())
    assert data["currency"] == "EUR"
    pizza = next(item for item in data["items"] if item["id"] == restaurant.pizza)
    assert [size["name"] for size in pizza["sizes"]] == ["Small", "Large"]
    assert Decimal(pizza["sizes"][1]["prices"]["pickup"]) == Decimal("9.90")
    assert pizza["groups"][0]["included"] == 1
    assert data["order"] is None


def test_without_a_menu_the_page_says_what_to_do(db, tenant_a):
    with use_tenant(tenant_a):
        venue = venues.open_venue(new=NewVenue(name="Empty"))
    page = client_of(tenant_a, Role.CASHIER).get(f"{COUNTER}?venue={venue.id}").content.decode()
    assert "No menu is published yet" in page


def test_the_servers_sum_is_what_counts(cashier, restaurant):
    found = post(cashier, "quote/", **basket(restaurant)).json()
    assert Decimal(found["total"]) == Decimal("22.30")
    assert [Decimal(line) for line in found["lines"]] == [Decimal("19.80"), Decimal("2.50")]
    dear = post(cashier, "place/", **basket(restaurant, expected_total="1.00"))
    assert dear.status_code == 409
    assert dear.json()["code"] == "total_changed"


def test_an_order_is_placed_once_accepted_and_cooked(tenant_a, cashier, restaurant):
    placed = post(cashier, "place/", **basket(restaurant, expected_total="22.30"))
    assert placed.status_code == 201
    again = post(cashier, "place/", **basket(restaurant, expected_total="22.30"))
    assert again.json()["id"] == placed.json()["id"]
    with use_tenant(tenant_a):
        drain_outbox()
        order = ordering.get_order(order_id=placed.json()["id"])
        assert Order.objects.count() == 1
        assert len(tickets_for_order(order_id=order.id)) == 2
    assert (order.channel, order.state, order.contact.name) == ("counter", "confirmed", "Ada")
    assert order.placed_by is not None


def test_cash_is_taken_at_once(tenant_a, cashier, restaurant):
    placed = post(cashier, "place/", **basket(restaurant)).json()
    paid = post(cashier, f"pay/{placed['id']}/", provider="cash", key="c1").json()
    assert (paid["payment_state"], Decimal(paid["due"])) == ("paid", Decimal(0))
    assert post(cashier, f"pay/{placed['id']}/", provider="cash", key="c1").status_code == 200
    with use_tenant(tenant_a):
        assert ordering.get_order(order_id=placed["id"]).paid == Decimal("22.30")


def test_a_running_table_gets_more_and_the_kitchen_only_the_difference(tenant_a, cashier, restaurant):
    with use_tenant(tenant_a):
        [table] = venues.add_tables(venue_id=restaurant.venue.id, names=["12"])
    dine_in = basket(restaurant, service="dine_in", table=table.token)
    order_id = post(cashier, "place/", **dine_in).json()["id"]
    with use_tenant(tenant_a):
        drain_outbox()
    data = read_data(cashier.get(COUNTER).content.decode())
    assert [order["id"] for order in data["tables"][0]["orders"]] == [order_id]
    running = read_data(cashier.get(f"{COUNTER}?order={order_id}").content.decode())["order"]
    assert running["table"] == "12"
    more = basket(
        restaurant, service="dine_in", order=order_id, key="k2", lines=[{"item": restaurant.cola, "quantity": 3}]
    )
    for _ in range(2):
        assert post(cashier, "place/", **more).json()["id"] == order_id
    with use_tenant(tenant_a):
        drain_outbox()
        order = ordering.get_order(order_id=order_id)
        tickets = tickets_for_order(order_id=order_id)
    assert order.total == Decimal("22.30") + Decimal("7.50")
    assert [item.quantity for item in tickets[-1].items] == [3]
    assert len(tickets) == 3


def test_a_phone_order_is_delivered_where_the_zone_reaches(tenant_a, cashier, restaurant):
    with use_tenant(tenant_a):
        add_zone(restaurant, postcodes=("20123",))
    address = {"street": "Via Roma 1", "postcode": "20123", "city": "Milano"}
    found = post(cashier, "quote/", **basket(restaurant, service="delivery", address=address)).json()
    assert Decimal(found["total"]) == Decimal("25.30")
    assert found["extras"][0]["gross"] == "3.00"
    far = post(
        cashier,
        "quote/",
        **basket(restaurant, service="delivery", address=address | {"postcode": "00100", "city": "Roma"}),
    )
    assert far.status_code == 422
    assert far.json()["code"] == "out_of_zone"


@pytest.mark.parametrize(
    "wrong",
    [
        {"lines": "many"},
        {"lines": [{"item": "1"}]},
        {"lines": [{"item": 1, "quantity": 1.5}]},
        {"lines": [{"item": 1, "modifiers": "x"}]},
        {"lines": []},
        {"lines": [{"item": 10**9}]},
        {"venue": None},
        {"name": ["Ada"]},
        {"expected_total": "NaN"},
        {"service": "teleport"},
    ],
)
def test_nonsense_is_refused_with_the_field_and_places_nothing(tenant_a, cashier, restaurant, wrong):
    answer = post(cashier, "place/", **(basket(restaurant) | wrong))
    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"] == "application/problem+json"
    assert cashier.post(f"{COUNTER}place/", "not json", content_type="application/json").status_code == 400
    with use_tenant(tenant_a):
        assert not Order.objects.exists()


@pytest.mark.parametrize("quantity", [0, -1, 10_000])
def test_quantities_make_sense(tenant_a, cashier, restaurant, quantity):
    body = basket(restaurant, lines=[{"item": restaurant.cola, "quantity": quantity}])
    assert 400 <= post(cashier, "place/", **body).status_code < 500
    with use_tenant(tenant_a):
        assert not Order.objects.exists()


def test_the_till_of_one_venue_sells_for_no_other(tenant_a, restaurant):
    with use_tenant(tenant_a):
        other = open_restaurant(name="Isola")
        order = restaurant.order()
    client = client_of(tenant_a, Role.CASHIER, [other.venue.id])
    assert client.get(f"{COUNTER}?venue={restaurant.venue.id}").status_code == 403
    assert client.get(f"{COUNTER}?order={order.id}").status_code == 403
    for path in ("quote/", "place/"):
        assert post(client, path, **basket(restaurant)).status_code == 403
    sneaky = basket(other, order=order.id, lines=[{"item": other.cola}])
    assert post(client, "place/", **sneaky).status_code == 403
    assert post(client, f"pay/{order.id}/", provider="cash").status_code == 403
    assert client.get(f"{COUNTER}payment/{order.id}/").status_code == 403
    with use_tenant(tenant_a):
        assert Order.objects.count() == 1
        assert ordering.get_order(order_id=order.id).paid == 0


def test_another_tenants_till_sells_nothing_here(tenant_a, tenant_b, restaurant):
    with use_tenant(tenant_a):
        order = restaurant.order()
    client = client_of(tenant_b, Role.OWNER)
    assert 400 <= post(client, "place/", **basket(restaurant)).status_code < 500
    assert post(client, f"pay/{order.id}/", provider="cash").status_code == 404
    assert client.get(f"{COUNTER}?order={order.id}").status_code == 404
    for tenant, count in ((tenant_a, 1), (tenant_b, 0)):
        with use_tenant(tenant):
            assert Order.objects.count() == count
