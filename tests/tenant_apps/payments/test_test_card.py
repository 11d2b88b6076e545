"""The card that moves no money pays for nothing where an installation is in earnest."""

import json

import pytest
from django.urls import reverse

from tenant_apps.ordering.models import Order
from tenant_apps.payments.models import PaymentAttempt
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, open_restaurant
from tests.tenant_apps.ordering.settle import settle
from tests.tenant_apps.staff import hire, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(tenant_a) -> Restaurant:
    with use_tenant(tenant_a):
        return open_restaurant()


@pytest.fixture
def earnest(settings) -> None:
    settings.PAYMENTS_TEST_CARD = False


def place(client, shop, **payment):
    body = {
        "venue_id": shop.venue.id,
        "service": "pickup",
        "lines": [{"item_id": shop.cola, "quantity": 1}],
        "contact": {"name": "Ada", "phone": "+39 02 1234567"},
        "payment": payment,
    }
    headers = {"idempotency-key": "k1"}
    return client.post("/api/v1/orders/", json.dumps(body), content_type="application/json", headers=headers)


def test_nobody_pays_with_it(client_a, tenant_a, shop, earnest):
    refused = place(client_a, shop, provider="test_card", token="tok_success")
    assert (refused.status_code, refused.json()["code"]) == (400, "payment_provider_unknown"), refused.content
    assert "test_card" not in refused.json()["remedy"]
    with use_tenant(tenant_a):
        assert (Order.objects.count(), PaymentAttempt.objects.count()) == (0, 0)
    assert place(client_a, shop, provider="cash").status_code == 201


def test_a_second_step_begun_before_is_not_taken(client_a, tenant_a, shop, settings):
    with use_tenant(tenant_a):
        shop.card_order("tok_challenge")
        settle()
        attempt = PaymentAttempt.objects.get()
    settings.PAYMENTS_TEST_CARD = False
    address = f"/api/v1/payments/{attempt.token}/decision/"
    answer = client_a.post(
        address, json.dumps({"approved": True}), content_type="application/json", headers={"idempotency-key": "d1"}
    )
    assert answer.status_code == 409, answer.content
    with use_tenant(tenant_a):
        settle()
        assert PaymentAttempt.objects.get().state == "action_needed"


def test_pages_offer_it_where_it_is_taken_and_say_so_where_it_is_not(client_a, client_b, tenant_a, shop, settings):
    owner = sign_in(client_b, tenant_a, hire(tenant_a, Role.OWNER))
    owner.defaults["HTTP_HOST"] = tenant_a.primary_domain
    client_a.post("/v/centro/cart/lines/", {"item": shop.cola, "quantity": 1}, headers={"HX-Request": "true"})
    with use_tenant(tenant_a):
        order = shop.order()
        bill = reverse("ordering_office:bill", args=[order.id], urlconf="comanda.config.urls_tenant")
    counter = f"/office/orders/counter/?venue={shop.venue.id}"

    def pages() -> list[str]:
        return [
            client_a.get("/v/centro/checkout/").content.decode(),
            owner.get(bill).content.decode(),
            owner.get(counter).content.decode(),
        ]

    assert all("tok_success" in page for page in pages())
    settings.PAYMENTS_TEST_CARD = False
    assert not any("tok_success" in page or "test card" in page for page in pages())
    assert all("cash only" in page for page in pages())
    assert client_a.get("/api/v1/payments/test-cards/").json() == []
