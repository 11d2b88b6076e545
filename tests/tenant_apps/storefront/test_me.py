"""A customer's own page shows their own orders and nobody else's."""

from datetime import UTC, datetime

from django.contrib.auth import get_user_model

from shared_apps.accounts.facade import create_user
from tenant_apps.customers.facade import customer_for_user, remember_guest, search_customers
from tenant_apps.ordering.models import Check, Order
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def order(venue, number, customer_id, **values):
    made = Order.objects.create(
        venue_id=venue.id,
        business_date="2026-03-14",
        number=number,
        channel="web",
        service="pickup",
        customer_id=customer_id,
        currency=venue.currency,
        placed_at=datetime(2026, 3, 14, 18, 30, tzinfo=UTC),
        **values,
    )
    Check.objects.create(order=made)
    return made


def test_people_see_their_own_orders(client_a, client_b, tenant_a, tenant_b, django_assert_max_num_queries):
    tokens = {}
    for name, tenant, client in (("a", tenant_a, client_a), ("b", tenant_b, client_b)):
        with use_tenant(tenant):
            venue = open_venue(new=NewVenue(name="Centro", city="Milano"))
            user_id = create_user(email="bea@example.com", password="x" * 12, name="Bea", verified=True)
            client.force_login(get_user_model().objects.get(pk=user_id), backend=BACKEND)
            customer = customer_for_user(user_id=user_id)
            other = remember_guest(name="Eve", email="eve@example.com", phone="", language="en")
            tokens[name] = order(venue, 1, customer.id).token
            tokens[f"{name}-other"] = order(venue, 2, other).token
    page = client_a.get("/me/").content.decode()
    assert tokens["a"] in page
    for foreign in ("a-other", "b", "b-other"):
        assert tokens[foreign] not in page
    assert tokens["b"] in client_b.get("/me/").content.decode()
    with django_assert_max_num_queries(12):
        client_a.get("/me/")


def test_strangers_sign_in_first(client_a):
    response = client_a.get("/me/")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/me/"


def test_looking_at_checkout_makes_nobody_a_customer(client_a, tenant_a):
    with use_tenant(tenant_a):
        shop = open_restaurant()
        user_id = create_user(email="bea@example.com", password="x" * 12, name="Bea", verified=True)
    client_a.post("/v/centro/cart/lines/", {"item": shop.pizza, "size": shop.small, "quantity": 1})
    with use_tenant(tenant_a):
        client_a.force_login(get_user_model().objects.get(pk=user_id), backend=BACKEND)
    page = client_a.get("/v/centro/checkout/")
    assert page.status_code == 200
    assert "bea@example.com" in page.content.decode()
    with use_tenant(tenant_a):
        assert search_customers(text="") == ()
