"""What was sold, who buys, who did what: read through the API by those who may, one tenant at a time."""

import pytest
from django.test import Client

from shared_apps.audit.facade import list_entries, record
from tenant_apps.customers.models import Customer
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.ordering.settle import settle
from tests.tenant_apps.staff import client_of

pytestmark = pytest.mark.django_db
READS = ("sales/", "sales/day/", "customers/", "audit/", "audit/seal/")


def get(client, path):
    return client.get(f"/api/v1/{path}")


@pytest.fixture
def shop(tenant_a):
    with use_tenant(tenant_a):
        shop = open_restaurant(auto_accept=True)
        shop.order()
        settle()
        return shop


def test_sales_of_the_day_and_of_many(tenant_a, shop):
    manager = client_of(tenant_a, Role.MANAGER)
    day = get(manager, "sales/day/").json()
    assert (day["totals"]["orders"], day["totals"]["gross"], day["totals"]["tips"]) == (1, "6.50", "0.00")
    amounts = [*day["totals"].values(), *(hour[name] for hour in day["hours"] for name in ("gross", "usual"))]
    amounts += [item["gross"] for item in day["top_items"]]
    assert {len(amount.partition(".")[2]) for amount in amounts if isinstance(amount, str)} == {2}
    assert len(day["hours"]) == 24
    days = get(manager, "sales/").json()
    assert (len(days), days[-1]["business_date"]) == (31, day["business_date"])
    assert days[-1]["totals"] == day["totals"]
    with use_tenant(tenant_a):
        elsewhere = open_venue(new=NewVenue(name="Navigli"))
    other = client_of(tenant_a, Role.MANAGER, [elsewhere.id])
    for path in (f"sales/day/?date={day['business_date']}", f"sales/day/?venue={shop.venue.id}", "sales/day/"):
        assert get(other, path).json()["totals"]["orders"] == 0
    for wrong, name in (("date=0001-01-01", "date"), ("date=soon", "date"), ("venue=x", "venue")):
        assert list(get(manager, f"sales/day/?{wrong}").json()["fields"]) == [name]
    for wrong in ("since=2020-01-01&until=2024-01-01", "since=2024-01-02&until=2024-01-01"):
        assert list(get(manager, f"sales/?{wrong}").json()["fields"]) == ["since"]


def test_customers_are_found_and_paged(tenant_a):
    with use_tenant(tenant_a):
        for name in ("Ada", "Bea", "Cleo"):
            Customer.objects.create(name=name, email=f"{name.lower()}@example.com", phone="+39021234567")
    cashier = client_of(tenant_a, Role.CASHIER)
    first = get(cashier, "customers/?page_size=2").json()
    second = cashier.get(first["next"]).json()
    assert [one["name"] for one in [*first["results"], *second["results"]]] == ["Cleo", "Bea", "Ada"]
    [bea] = get(cashier, "customers/?q=bea@").json()["results"]
    assert get(cashier, f"customers/{bea['id']}/").json() == bea | {"addresses": []}
    assert get(cashier, "customers/999999/").status_code == 404


def test_the_trail_is_paged_and_sealed(tenant_a):
    with use_tenant(tenant_a):
        for number in range(3):
            record(action=f"team.test{number}", object_type="staff", object_id=number, after={"n": number})
    owner = client_of(tenant_a, Role.OWNER)
    first = get(owner, "audit/?action=team.&page_size=2").json()
    assert [one["action"] for one in first["results"]] == ["team.test2", "team.test1"]
    assert [one["action"] for one in owner.get(first["next"]).json()["results"]] == ["team.test0"]
    with use_tenant(tenant_a):
        written = len(list_entries())
    assert get(owner, "audit/seal/").json() == {"entries": written, "broken_at": None}


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.OWNER, set(READS)),
        (Role.MANAGER, {"sales/", "sales/day/", "customers/"}),
        (Role.CASHIER, {"customers/"}),
        (Role.KITCHEN, set()),
        (Role.DRIVER, set()),
    ],
)
def test_who_may_read_what(tenant_a, shop, role, may):
    client = client_of(tenant_a, role)
    assert {path for path in READS if get(client, path).status_code == 200} == may
    assert all(get(client, path).status_code == 403 for path in READS if path not in may)
    assert {get(Client(headers={"host": tenant_a.primary_domain}), path).status_code for path in READS} == {401}


def test_the_tenant_next_door_reads_its_own(tenant_a, tenant_b, shop):
    with use_tenant(tenant_a):
        known = Customer.objects.create(name="Ada", email="ada@example.com")
        record(action="team.secret", object_type="staff", object_id=1)
    stranger = client_of(tenant_b, Role.OWNER)
    assert get(stranger, "customers/").json()["results"] == []
    assert get(stranger, f"customers/{known.pk}/").status_code == 404
    assert get(stranger, "audit/?action=team.secret").json()["results"] == []
    assert get(stranger, "sales/day/").json()["totals"]["orders"] == 0
