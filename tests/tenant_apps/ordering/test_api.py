"""The API from outside: a guest, the staff, and the tenant next door in every test of permission."""

from decimal import Decimal

import pytest
from django.test import Client

from tenant_apps.ordering.models import Cart, CartLine, LedgerEntry, Order
from tenant_apps.payments.models import PaymentAttempt
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.callers import Caller, body, everything, staffed
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.ordering.settle import settle
from tests.tenant_apps.staff import client_of, hire, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger(client_b, tenant_b) -> Caller:
    """An owner, but of the tenant next door."""
    with use_tenant(tenant_b):
        open_restaurant()
    return staffed(client_b, tenant_b)


def test_a_guest_orders_and_follows(guest, shop):
    answer = guest.post("/orders/", body(shop, tip="1.00", expected_total="23.30"), key="k1")
    assert answer.status_code == 201, answer.content
    order = answer.json()
    assert (order["number"], order["reference"], order["state"]) == (1, "001", "pending")
    assert Decimal(order["total"]) == Decimal("23.30")
    assert "id" not in order
    assert guest.get(f"/orders/{order['token']}/").json()["lines"] == order["lines"]
    assert order["allowed"] == ["cancel"]
    cancelled = guest.post(f"/orders/{order['token']}/cancellation/", {"reason": "rain"}, key="c1")
    assert (cancelled.json()["state"], cancelled.json()["reason"]) == ("cancelled", "rain")
    assert guest.post(f"/orders/{order['token']}/cancellation/", key="c2").status_code == 409


def test_who_takes_it_away_orders_at_no_table(guest, shop):
    order = guest.post("/orders/", body(shop, table_token="any"), key="k1").json()
    assert (order["service"], order["channel"]) == ("pickup", "api")


def test_the_key_is_needed_and_counts_once(guest, shop, tenant_a):
    missing = guest.post("/orders/", body(shop))
    assert (missing.status_code, missing.json()["code"]) == (400, "idempotency_key_missing")
    assert missing["content-type"] == "application/problem+json"
    first, second = (guest.post("/orders/", body(shop), key="k1").json() for _n in range(2))
    assert first["token"] == second["token"]
    other = guest.post("/orders/", body(shop, tip="5"), key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    with use_tenant(tenant_a):
        assert Order.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lines": []}, "lines"),
        ({"lines": "x"}, "lines"),
        ({"lines": [{"item_id": "1"}]}, "lines.0.item_id"),
        ({"lines": [{"quantity": 1}]}, "lines.0.item_id"),
        ({"lines": [{"item_id": 0, "price": "0.01"}]}, "lines.0.price"),
        ({"lines": [{"item_id": 10**30}]}, "lines.0.item_id"),
        ({"service": "teleport"}, "service"),
        ({"currency": "JPY"}, "currency"),
        ({"total": "0.01"}, "total"),
        ({"tip": "-5"}, "tip"),
        ({"tip": "NaN"}, "tip"),
        ({"tip": "9999999999"}, "tip"),
        ({"tip": "1.234"}, "tip"),
        ({"payment": {"provider": "test_card"}}, "payment.token"),
        ({"payment": {"provider": "test_card", "token": "4242 4242 4242 4242"}}, "payment.token"),
        ({"requested_for": "9999-12-31T23:59:59+00:00"}, "requested_for"),
        ({"contact": None}, "contact"),
        ({"contact": {"name": ""}}, "contact.name"),
        ({"requested_for": "tomorrow"}, "requested_for"),
        ({"note": "x\0y"}, "note"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field_and_nothing_is_written(guest, shop, tenant_a, change, field):
    answer = guest.post("/orders/", body(shop, **change), key="k1")
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["fields"]
    with use_tenant(tenant_a):
        assert (Order.objects.count(), LedgerEntry.objects.count(), PaymentAttempt.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("quantity", [-1, 0, 10_000])
def test_quantities_that_do_not_exist_are_refused(guest, shop, tenant_a, quantity):
    answer = guest.post("/orders/", body(shop, lines=[{"item_id": shop.cola, "quantity": quantity}]), key="k")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["lines.0.quantity"])
    with use_tenant(tenant_a):
        assert Order.objects.count() == 0


def test_guests_get_what_is_described_and_nothing_of_the_staffs(guest, shop):
    described = guest.client.get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    order = guest.post("/orders/", body(shop), key="k1").json()
    assert set(order) == set(described["GuestOrder"]["properties"])
    assert {"id", "check_id", "customer_id", "placed_by"} == set(described["Order"]["properties"]) - set(order)
    cart = guest.post("/carts/", {"venue_id": shop.venue.id}).json()
    assert set(cart) == set(described["Cart"]["properties"])


def test_broken_json_is_a_problem_like_any_other(guest):
    answer = guest.client.post("/api/v1/quotes/", data="{", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_quote_prices_without_writing(guest, shop, tenant_a):
    answer = guest.post("/quotes/", {key: body(shop)[key] for key in ("venue_id", "service", "lines")})
    assert answer.status_code == 200
    assert answer.json()["basket"]["total"] == "22.30"
    with use_tenant(tenant_a):
        assert Order.objects.count() == 0


def test_staff_take_an_order_through_the_day(client_a, guest, shop, tenant_a):
    staff = staffed(client_a, tenant_a)
    order = staff.post("/orders/", body(shop), key="k1").json()
    assert (order["channel"], order["payment_state"]) == ("counter", "unpaid")
    steps = [
        ("acceptance", "confirmed"),
        ("preparation", "preparing"),
        ("readiness", "ready"),
        ("handover", "delivered"),
    ]
    for step, state in steps:
        answer = staff.post(f"/orders/{order['id']}/{step}/", key=step)
        assert (answer.status_code, answer.json()["state"]) == (200, state)
    again = staff.post(f"/orders/{order['id']}/handover/", key="again")
    assert (again.status_code, again.json()["code"]) == (409, "transition_refused")
    assert staff.get(f"/orders/{order['id']}/payments/").json()[0]["state"] == "captured"
    refund = staff.post(f"/orders/{order['id']}/refunds/", {"amount": "2.30", "reason": "late"}, key="r")
    assert (refund.status_code, refund.json()["state"]) == (201, "done")
    with use_tenant(tenant_a):
        settle()
    assert staff.get(f"/orders/{order['id']}/").json()["payment_state"] == "partially_refunded"


def test_lines_are_added_voided_and_comped(client_a, shop, tenant_a):
    staff = staffed(client_a, tenant_a)
    order = staff.post("/orders/", body(shop), key="k1").json()
    more = staff.post(f"/orders/{order['id']}/lines/", {"lines": [{"item_id": shop.cola}]}, key="l1")
    assert more.status_code == 201
    assert Decimal(more.json()["total"]) == Decimal("24.80")
    first, _second, third = more.json()["lines"]
    void = staff.post(f"/orders/{order['id']}/lines/{third['id']}/void/", {"reason": "mistake"}, key="v1")
    assert Decimal(void.json()["total"]) == Decimal("22.30")
    comp = staff.post(f"/orders/{order['id']}/lines/{first['id']}/comp/", {"reason": "sorry"}, key="c1")
    assert Decimal(comp.json()["total"]) == Decimal("2.50")
    unknown = staff.post(f"/orders/{order['id']}/lines/{first['id'] + 999}/void/", {"reason": "x"}, key="v2")
    assert unknown.status_code == 404


def test_the_list_pages_and_filters(client_a, shop, tenant_a):
    staff = staffed(client_a, tenant_a)
    with use_tenant(tenant_a):
        orders = [shop.order() for _n in range(5)]
    page = staff.get("/orders/?page_size=2").json()
    assert [found["number"] for found in page["results"]] == [5, 4]
    seen = []
    while page["next"]:
        page = staff.client.get(page["next"]).json()
        seen += [found["number"] for found in page["results"]]
    assert seen == [3, 2, 1]
    assert staff.get("/orders/?state=confirmed,ready").json()["results"] == []
    assert len(staff.get(f"/orders/?venue={shop.venue.id}&state=pending&q=3").json()["results"]) >= 1
    assert len(staff.get("/orders/?business_date=2026-03-01").json()["results"]) == 0
    for wrong in ("state=lost", "business_date=2026-13-45", "business_date=soon", "page_size=-1", "venue=x", "q=%00"):
        refused = staff.get(f"/orders/?{wrong}")
        assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json"), wrong
    assert orders[0].id


def test_a_card_goes_through_its_second_step(guest, shop, tenant_a):
    payment = {"provider": "test_card", "token": "tok_challenge"}
    order = guest.post("/orders/", body(shop, payment=payment), key="k1").json()
    with use_tenant(tenant_a):
        settle()
    (attempt,) = guest.get(f"/orders/{order['token']}/payments/").json()
    assert attempt["state"] == "action_needed"
    decided = guest.post(f"/payments/{attempt['token']}/decision/", {"approved": False}, key="d1")
    assert (decided.json()["state"], decided.json()["decline_code"]) == ("failed", "authentication_failed")
    with use_tenant(tenant_a):
        settle()
    retried = guest.post(
        f"/orders/{order['token']}/payments/", {"provider": "test_card", "token": "tok_success"}, key="p2"
    )
    assert retried.status_code == 201
    cash = guest.post(f"/orders/{order['token']}/payments/", {"provider": "cash"}, key="p3")
    assert (cash.status_code, cash.json()["code"]) == (403, "forbidden")


def carts_of(tenant):
    with use_tenant(tenant):
        lines = CartLine.objects.order_by("cart_id", "item_id").values_list("cart__token", "item_id", "quantity")
        return list(Cart.objects.order_by("pk").values("token", "customer_id")), list(lines)


def test_a_guest_s_cart_joins_at_sign_in(client_a, client_b, shop, tenant_a, tenant_b):
    guest, cola = Caller(Client(headers={"host": tenant_a.primary_domain}), tenant_a), {"item_id": shop.cola}
    ada = Caller(sign_in(client_a, tenant_a, hire(tenant_a, Role.KITCHEN, name="Ada")), tenant_a)
    mine = ada.post("/carts/", {"venue_id": shop.venue.id}).json()
    ada.post(f"/carts/{mine['token']}/lines/", cola)
    at_hand = guest.post("/carts/", {"venue_id": shop.venue.id}).json()
    guest.post(f"/carts/{at_hand['token']}/lines/", cola)
    asked = {"venue_id": shop.venue.id, "token": at_hand["token"]}
    assert guest.post("/carts/", asked).json()["token"] == at_hand["token"]
    with use_tenant(tenant_b):
        elsewhere = open_restaurant()
    before = carts_of(tenant_a)
    next_door = staffed(client_b, tenant_b).post("/carts/", asked | {"venue_id": elsewhere.venue.id})
    assert (next_door.json()["token"] != at_hand["token"], next_door.json()["count"]) == (True, 0)
    assert carts_of(tenant_a) == before
    joined = ada.post("/carts/", asked).json()
    assert (joined["token"], joined["count"]) == (at_hand["token"], 2)
    bob = Caller(client_of(tenant_a, Role.KITCHEN), tenant_a)
    assert bob.post("/carts/", asked).json()["count"] == 0, "Ada's by now"
    [own, _bobs], lines = carts_of(tenant_a)
    assert (own["token"], lines) == (at_hand["token"], [(at_hand["token"], shop.cola, 2)])


STAFF_ROUTES = [
    ("get", "/orders/"),
    ("get", "/orders/{id}/"),
    ("post", "/orders/{id}/acceptance/"),
    ("post", "/orders/{id}/rejection/"),
    ("post", "/orders/{id}/preparation/"),
    ("post", "/orders/{id}/readiness/"),
    ("post", "/orders/{id}/dispatch/"),
    ("post", "/orders/{id}/handover/"),
    ("post", "/orders/{id}/delivery-failure/"),
    ("post", "/orders/{id}/second-dispatch/"),
    ("post", "/orders/{id}/cancellation/"),
    ("post", "/orders/{id}/lines/"),
    ("post", "/orders/{id}/lines/{line}/void/"),
    ("post", "/orders/{id}/lines/{line}/comp/"),
    ("get", "/orders/{id}/payments/"),
    ("post", "/orders/{id}/payments/"),
    ("post", "/orders/{id}/refunds/"),
]


@pytest.mark.parametrize(("method", "route"), STAFF_ROUTES)
def test_staff_routes_are_closed_to_guests_and_to_the_tenant_next_door(
    guest, stranger, shop, tenant_a, tenant_b, method, route
):
    with use_tenant(tenant_a):
        for _n in range(3):  # so that no id of ours happens to be one of theirs
            order = shop.order()
    path = route.format(id=order.id, line=order.lines[0].id)
    before = everything(tenant_a), everything(tenant_b)
    answer = getattr(guest, method)(path, **({"key": "k"} if method == "post" else {}))
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_required")
    answer = getattr(stranger, method)(path, **({"key": "k"} if method == "post" else {}))
    if route == "/orders/":
        assert answer.json()["results"] == []
    else:
        assert answer.status_code == 404, answer.content
    assert (everything(tenant_a), everything(tenant_b)) == before


@pytest.mark.parametrize(
    ("method", "route"),
    [
        ("get", "/orders/{token}/"),
        ("post", "/orders/{token}/cancellation/"),
        ("get", "/orders/{token}/payments/"),
        ("post", "/orders/{token}/payments/"),
        ("get", "/payments/{attempt}/"),
        ("post", "/payments/{attempt}/decision/"),
    ],
)
def test_a_token_opens_nothing_next_door(stranger, shop, tenant_a, method, route):
    with use_tenant(tenant_a):
        order = shop.card_order("tok_challenge")
        settle()
        attempt = PaymentAttempt.objects.get()
    before = everything(tenant_a)
    path = route.format(token=order.token, attempt=attempt.token)
    content = {"approved": True} if "decision" in route else {"provider": "test_card"} if "payments" in route else {}
    answer = stranger.post(path, content, key="k") if method == "post" else stranger.get(path)
    assert answer.status_code == 404
    assert everything(tenant_a) == before


def test_staff_of_one_venue_do_not_see_another_ones_orders(client_a, shop, tenant_a):
    with use_tenant(tenant_a):
        other = open_restaurant(name="Navigli")
        order = shop.order()
    staff = staffed(client_a, tenant_a, venue_ids=[other.venue.id])
    before = everything(tenant_a)
    assert staff.get("/orders/").json()["results"] == []
    assert staff.get(f"/orders/{order.id}/").status_code == 404
    assert staff.post(f"/orders/{order.id}/acceptance/", key="k").status_code == 404
    assert everything(tenant_a) == before
