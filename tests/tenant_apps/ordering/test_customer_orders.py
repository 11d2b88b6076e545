"""What a customer has ordered, for who may know: their own venues, and nobody else's restaurant."""

from decimal import Decimal

import pytest

from tenant_apps.customers.facade import remember_guest
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.models import Order
from tenant_apps.ordering.selectors.customer_orders import find_customer_totals, list_favourites
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of

PART = "/office/orders/of-customer/{}/"


@pytest.fixture
def customer_id(tenant_a, restaurant) -> int:
    """Ada: two orders that stand, one that was called off."""
    with use_tenant(tenant_a):
        ada = remember_guest(name="Ada", email="", phone="+39 02 1234567", language="it")
        restaurant.order(restaurant.line(quantity=2), customer_id=ada)
        restaurant.order(restaurant.loaded_line(), customer_id=ada)
        restaurant.order(restaurant.line())
        gone = restaurant.order(restaurant.line(quantity=9), customer_id=ada)
        ordering.cancel(order_id=gone.id, reason="Wrong day", actor="guest")
        return ada


def test_what_was_called_off_counts_for_nothing(tenant_a, restaurant, customer_id):
    with use_tenant(tenant_a):
        totals = find_customer_totals(customer_id=customer_id, venue_ids=[restaurant.venue.id])
        stands = Order.objects.filter(customer_id=customer_id).exclude(state="cancelled")
        assert totals.orders == 2
        assert totals.spent == sum((order.total for order in stands), Decimal(0)) > 0
        assert list_favourites(customer_id=customer_id, venue_ids=[restaurant.venue.id])[0][1] == 4
        assert find_customer_totals(customer_id=customer_id, venue_ids=[]) is None


def test_the_page_shows_the_orders_of_ones_own_venues_only(tenant_a, restaurant, customer_id):
    with use_tenant(tenant_a):
        other = open_restaurant(name="Porto")
    page = client_of(tenant_a, Role.MANAGER).get(PART.format(customer_id)).content.decode()
    assert page.count("/office/orders/") == 3
    elsewhere = client_of(tenant_a, Role.MANAGER, [other.venue.id]).get(PART.format(customer_id)).content.decode()
    assert "/office/orders/" not in elsewhere


def test_a_cook_and_a_neighbour_learn_nothing(tenant_a, tenant_b, restaurant, customer_id):
    with use_tenant(tenant_a):
        before = Order.objects.count()
    assert client_of(tenant_a, Role.KITCHEN).get(PART.format(customer_id)).status_code == 403
    with use_tenant(tenant_b):
        open_restaurant()
    neighbour = client_of(tenant_b, Role.OWNER).get(PART.format(customer_id))
    assert neighbour.status_code == 200
    assert "/office/orders/" not in neighbour.content.decode()
    with use_tenant(tenant_a):
        assert Order.objects.count() == before
