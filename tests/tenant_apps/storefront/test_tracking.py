"""Following an order: the link is the key, on its own tenant's host alone."""

from decimal import Decimal

import pytest
from django.test import Client

from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import DeliveryAddress, OrderInfo
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, add_zone, open_restaurant


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
    assert f'data-live-topic="order:{order.token}"' in page
    with use_tenant(tenant_a):
        ordering.accept(order_id=order.id, actor="staff:1")
        ordering.start_preparing(order_id=order.id, actor="staff:1")
    assert "In the kitchen now" in text(client_a, f"{address}state/")
    with use_tenant(tenant_a):
        ordering.mark_ready(order_id=order.id, actor="staff:1")
        ordering.hand_over(order_id=order.id, actor="staff:1")
    assert "Enjoy your meal" in text(client_a, address)


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


def test_a_guessed_link_is_not_found(client_a: Client, order: OrderInfo) -> None:
    assert client_a.get(f"/orders/{order.id}/").status_code == 404
