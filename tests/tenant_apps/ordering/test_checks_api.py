"""Bills split, joined and paid through the API, at one's own venue."""

from decimal import Decimal

import pytest

from tenant_apps.ordering import facade
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant
from tests.tenant_apps.ordering.callers import Caller, staffed
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.ordering.test_split_check import at_table
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(tenant_a):
    with use_tenant(tenant_a):
        return at_table(open_restaurant(auto_accept=True))


@pytest.fixture
def cashier(tenant_a):
    return Caller(client_of(tenant_a, Role.CASHIER), tenant_a)


def bills(tenant, order):
    with use_tenant(tenant):
        return facade.list_checks(order_id=order.id)


def test_a_bill_is_split_paid_and_joined(cashier, order, tenant_a):
    checks = f"/orders/{order.id}/checks/"
    [whole] = cashier.get(checks).json()
    first, cola, second = (line["id"] for line in whole["lines"])
    assert cashier.post(checks, {"line_ids": [cola]}).json()["code"] == "idempotency_key_missing"
    split = cashier.post(checks, {"line_ids": [cola, second]}, key="k1")
    assert split.status_code == 201, split.content
    assert cashier.post(checks, {"line_ids": [cola, second]}, key="k1").json() == split.json()
    old, new = split.json()
    assert [line["id"] for line in old["lines"]] == [first]
    assert Decimal(old["due"]) + Decimal(new["due"]) == Decimal(whole["due"])
    assert len(cashier.post(f"{checks}join/", key="j1").json()) == 1
    old, new = cashier.post(checks, {"line_ids": [cola]}, key="k2").json()
    paid = cashier.post(f"{checks}{new['id']}/payments/", {"provider": "cash"}, key="p1")
    assert (paid.status_code, paid.json()["amount"]) == (201, new["due"])
    assert cashier.get(f"{checks}{new['id']}/payments/").json() == [paid.json()]
    assert cashier.get(f"/orders/{order.id}/payments/").json() == [paid.json()]
    assert [check["due"] for check in cashier.get(checks).json()] == [old["due"], "0.00"]
    over = cashier.post(f"{checks}{new['id']}/payments/", {"provider": "cash", "amount": "1.00"}, key="p2")
    assert over.status_code == 400
    assert len(cashier.post(f"{checks}join/", key="j2").json()) == 2  # what is paid stays


def test_bills_are_joined_once_for_a_key(cashier, order, tenant_a, client_b, tenant_b):
    checks = f"/orders/{order.id}/checks/"
    cola = cashier.get(checks).json()[0]["lines"][1]["id"]
    assert cashier.post(f"{checks}join/").json()["code"] == "idempotency_key_missing"
    cashier.post(checks, {"line_ids": [cola]}, key="s1")
    joined = cashier.post(f"{checks}join/", key="j1")
    assert (joined.status_code, len(joined.json())) == (200, 1)
    cashier.post(checks, {"line_ids": [cola]}, key="s2")
    before = bills(tenant_a, order)
    again = cashier.post(f"{checks}join/", key="j1")
    assert (again.status_code, len(again.json())) == (200, 2)
    assert staffed(client_b, tenant_b).post(f"{checks}join/", key="j1").status_code == 404
    assert bills(tenant_a, order) == before


@pytest.mark.parametrize(
    ("body", "status"), [({"line_ids": []}, 404), ({"line_ids": [0]}, 404), ({"line_ids": "1"}, 400), ({}, 400)]
)
def test_lines_that_are_not_there_split_nothing(cashier, order, tenant_a, body, status):
    before = bills(tenant_a, order)
    assert cashier.post(f"/orders/{order.id}/checks/", body, key="k1").status_code == status
    everything = {"line_ids": [line.id for line in order.lines]}
    assert cashier.post(f"/orders/{order.id}/checks/", everything, key="k1").status_code == 400
    assert bills(tenant_a, order) == before


def test_who_may_not_and_strangers_change_nothing(order, tenant_a, tenant_b, client_a, client_b):
    with use_tenant(tenant_a):
        elsewhere = open_venue(new=NewVenue(name="Navigli"))
    before = bills(tenant_a, order)
    place, split = f"/orders/{order.id}/checks/", {"line_ids": [order.lines[0].id]}
    payments = f"{place}{before[0].id}/payments/"
    for caller, expected in (
        (Caller(client_a, tenant_a), 401),
        (Caller(client_of(tenant_a, Role.KITCHEN), tenant_a), 403),
        (Caller(client_of(tenant_a, Role.CASHIER, [elsewhere.id]), tenant_a), 404),
        (staffed(client_b, tenant_b), 404),
    ):
        assert caller.post(place, split, key="k").status_code == expected
        assert caller.post(f"{place}join/", key="k").status_code == expected
        assert caller.post(payments, {"provider": "cash"}, key="k").status_code == expected
    assert bills(tenant_a, order) == before


def test_another_order_s_bill_is_not_this_one_s(cashier, order, tenant_a):
    with use_tenant(tenant_a):
        other = at_table(open_restaurant(name="Other", auto_accept=True))
    path = f"/orders/{order.id}/checks/{other.check_id}/payments/"
    assert cashier.get(path).json()["code"] == "check_not_found"
    assert cashier.post(path, {"provider": "cash"}, key="k").status_code == 404
    assert bills(tenant_a, other)[0].paid == 0
