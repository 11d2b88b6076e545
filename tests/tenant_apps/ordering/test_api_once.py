"""What moves an order or its money over the API happens once for a key; the neighbour's keys are the neighbour's."""

import pytest

from tenant_apps.ordering.models import LedgerEntry, Order
from tenants.context import use_tenant
from tests.tenant_apps.ordering.callers import Caller, body, everything, staffed
from tests.tenant_apps.ordering.settle import settle

pytestmark = pytest.mark.django_db

REASON = {"reason": "because"}


@pytest.fixture
def stranger(client_b, tenant_b) -> Caller:
    return staffed(client_b, tenant_b)


@pytest.fixture
def staff(client_a, tenant_a, shop) -> Caller:
    return staffed(client_a, tenant_a)


def ready(staff, shop) -> dict:
    order = staff.post("/orders/", body(shop), key="new").json()
    for step in ("acceptance", "preparation", "readiness"):
        assert staff.post(f"/orders/{order['id']}/{step}/", key=step).status_code == 200
    return order


def test_cash_is_taken_once_at_the_door(staff, shop, tenant_a, stranger, tenant_b):
    path = f"/orders/{ready(staff, shop)['id']}/handover/"
    first = staff.post(path, key="h1")
    after = everything(tenant_a)
    assert first.json()["state"] == "delivered"
    again = staff.post(path, key="h1")
    assert (again.status_code, again.json()) == (200, first.json())
    assert everything(tenant_a) == after
    beside = everything(tenant_b)
    assert stranger.post(path, key="h1").status_code == 404
    assert (everything(tenant_a), everything(tenant_b)) == (after, beside)


@pytest.mark.parametrize("how", ["void", "comp"])
def test_a_line_is_taken_back_once(staff, shop, tenant_a, how):
    order = staff.post("/orders/", body(shop), key="new").json()
    first, second = (f"/orders/{order['id']}/lines/{line['id']}/{how}/" for line in order["lines"])
    answer = staff.post(first, REASON, key="k")
    after = everything(tenant_a)
    again = staff.post(first, REASON, key="k")
    assert (again.status_code, again.json()) == (200, answer.json())
    for path, asked in ((first, {"reason": "another"}), (second, REASON)):
        other = staff.post(path, asked, key="k")
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert everything(tenant_a) == after


def test_a_second_step_is_decided_once(guest, shop, tenant_a, stranger):
    payment = {"provider": "test_card", "token": "tok_challenge"}
    order = guest.post("/orders/", body(shop, payment=payment), key="new").json()
    with use_tenant(tenant_a):
        settle()
    [attempt] = guest.get(f"/orders/{order['token']}/payments/").json()
    path = f"/payments/{attempt['token']}/decision/"
    assert guest.post(path, {"approved": True}).json()["code"] == "idempotency_key_missing"
    first = guest.post(path, {"approved": True}, key="k")
    assert first.status_code == 200, first.content
    after = everything(tenant_a)
    again = guest.post(path, {"approved": True}, key="k")
    assert (again.status_code, again.json()) == (200, first.json())
    reused = guest.post(path, {"approved": False}, key="k")
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")
    assert guest.post(path, {"approved": False}, key="k2").status_code == 409
    assert stranger.post(path, {"approved": True}, key="k").status_code == 404
    assert everything(tenant_a) == after


def test_a_guest_calls_off_once(guest, shop, tenant_a):
    order, other = (guest.post("/orders/", body(shop), key=key).json() for key in ("1", "2"))
    path = f"/orders/{order['token']}/cancellation/"
    first = guest.post(path, REASON, key="k")
    after = everything(tenant_a)
    again = guest.post(path, REASON, key="k")
    assert (again.status_code, again.json()) == (200, first.json())
    reused = guest.post(path, {"reason": "another"}, key="k")
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")
    assert everything(tenant_a) == after
    theirs = guest.post(f"/orders/{other['token']}/cancellation/", REASON, key="k")
    assert (theirs.status_code, theirs.json()["state"]) == (200, "cancelled"), "another guest's key is another key"


def test_one_key_is_one_step(staff, shop, tenant_a):
    order = staff.post("/orders/", body(shop), key="new").json()
    assert staff.post(f"/orders/{order['id']}/acceptance/", key="k").status_code == 200
    other = staff.post(f"/orders/{order['id']}/preparation/", key="k")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert staff.get(f"/orders/{order['id']}/").json()["state"] == "confirmed"


def test_what_was_refused_leaves_the_key_unused(staff, shop):
    order = staff.post("/orders/", body(shop), key="new").json()
    path = f"/orders/{order['id']}/preparation/"
    assert staff.post(path, key="k").status_code == 409
    assert staff.post(f"/orders/{order['id']}/acceptance/", key="a").status_code == 200
    assert staff.post(path, key="k").json()["state"] == "preparing"


@pytest.mark.parametrize("step", ["acceptance", "handover", "cancellation", "lines/{line}/void", "lines/{line}/comp"])
def test_nothing_moves_without_a_key(staff, shop, tenant_a, step):
    order = staff.post("/orders/", body(shop), key="new").json()
    before = everything(tenant_a)
    answer = staff.post(f"/orders/{order['id']}/{step.format(line=order['lines'][0]['id'])}/", REASON)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert everything(tenant_a) == before


def test_the_longest_key_does_for_all_that_is_kept_beside_it(staff, shop, tenant_a):
    longest = "k" * 200
    too_long = staff.post("/orders/", body(shop), key=longest + "k")
    assert too_long.status_code == 400
    with use_tenant(tenant_a):
        assert (Order.objects.count(), LedgerEntry.objects.count()) == (0, 0)
    order = staff.post("/orders/", body(shop), key=longest).json()
    paid = staff.post(f"/orders/{order['id']}/payments/", {"provider": "cash"}, key=longest)
    assert paid.status_code == 201, paid.content
    refund = staff.post(f"/orders/{order['id']}/refunds/", {"amount": "1.00", **REASON}, key=longest)
    assert refund.status_code == 201, refund.content
    assert staff.post(f"/orders/{order['id']}/acceptance/", key=longest).status_code == 200
