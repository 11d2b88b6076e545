"""The home page answers how today goes and what needs somebody, for those who may know."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress

from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.customers.facade import remember_guest
from tenant_apps.office.models import DismissedHint
from tenant_apps.office.selectors import home
from tenant_apps.ordering.models import Order
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant


def test_strangers_sign_in_and_guests_are_refused(client_a, tenant_a, brera):
    response = client_a.get("/office/")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=%2Foffice%2F"


def test_a_new_owner_is_shown_the_way(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a)
    page = client_a.get("/office/").content.decode()
    assert "No orders yet today" in page
    assert "Publish your menu" in page
    assert "Brera has no published menu" in page
    assert "Invite your team" in page
    assert 'href="/office/team/"' in page


def test_the_checklist_can_be_hidden_by_each_for_themselves(client_a, tenant_a, brera, staff):
    owner = staff(client_a, tenant_a)
    assert client_a.post("/office/checklist/dismissal/").status_code == 302
    assert client_a.post("/office/checklist/dismissal/").status_code == 302
    assert "Publish your menu" not in client_a.get("/office/").content.decode()
    with use_tenant(tenant_a):
        assert [hint.user_id for hint in DismissedHint.objects.all()] == [owner]
    staff(client_a, tenant_a, "manager")
    page = client_a.get("/office/").content.decode()
    assert "Publish your menu" in page
    assert "Invite your team" not in page  # not theirs to do


@pytest.mark.parametrize("role", ["cashier", "kitchen", "driver"])
def test_money_is_for_those_who_see_reports(client_a, tenant_a, brera, staff, role):
    staff(client_a, tenant_a, role)
    page = client_a.get("/office/").content.decode()
    assert "Open now" in page
    assert "Sold today" not in page
    assert "Publish your menu" not in page
    assert client_a.post("/office/checklist/dismissal/").status_code == 403


def test_somebody_of_one_venue_sees_that_venue_alone(client_a, tenant_a, brera, staff):
    with use_tenant(tenant_a):
        isola = open_venue(new=NewVenue(name="Isola", city="Milano"))
        navigli = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    staff(client_a, tenant_a, "manager", [isola.id, navigli.id])
    page = client_a.get("/office/", {"venue": str(brera.id)}).content.decode()
    assert "Isola has no published menu" in page
    assert "Brera" not in page
    assert "All venues" not in page


def test_the_page_renews_its_middle(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a)
    part = client_a.get("/office/", headers={"hx-request": "true"}).content.decode()
    assert part.startswith('<div id="today"')
    assert f'data-live-topic="office:{brera.id}"' in part
    assert "every 60s" in part, "where the socket is away, the clock brings the news"
    assert 'id="today-headline"' in part
    assert "<html" not in part


def test_late_is_counted_over_everything_that_is_open(
    client_a, tenant_a, brera, staff, hold_clock, monkeypatch, django_assert_max_num_queries
):
    start = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    monkeypatch.setattr(home, "SHOWN", 2)
    hold_clock(start)
    with use_tenant(tenant_a):
        shop = open_restaurant(name="Isola")
        late = shop.order(shop.line())
        hold_clock(start + timedelta(minutes=19))
        for _n in range(3):
            shop.order(shop.line())
        given_up = shop.order(shop.line())
        Order.objects.filter(pk=given_up.id).update(state="failed", promised_at=start)
        Order.objects.exclude(pk=late.id).exclude(pk=given_up.id).update(state="confirmed")
    hold_clock(start + timedelta(minutes=25))
    staff(client_a, tenant_a)
    client_a.get("/office/")
    with django_assert_max_num_queries(12):
        page = client_a.get("/office/", headers={"hx-request": "true"}).content.decode()
    stat = page[page.index('id="stat-open"') :]
    assert '<span class="stat-value">5</span>' in stat[: stat.index("</a>")]
    assert "1 late" in stat[: stat.index("</a>")], "what could not be delivered waits for the driver, not the kitchen"
    assert "1 order is later than promised" in page
    assert "1 order waits to be accepted" in page
    assert page.count('id="open-') == 2, "the most urgent ones"
    assert f'id="open-{late.id}"' in page


def test_another_tenants_owner_is_nobody_here(client_a, client_b, tenant_a, tenant_b, brera, staff):
    staff(client_b, tenant_b)
    client_a.cookies = client_b.cookies
    assert client_a.get("/office/").status_code == 302


def test_home_asks_a_fixed_number_of_questions(client_a, tenant_a, brera, staff, django_assert_max_num_queries):
    staff(client_a, tenant_a)
    client_a.get("/office/")
    with django_assert_max_num_queries(25):
        client_a.get("/office/")
    with django_assert_max_num_queries(12):
        client_a.get("/office/", headers={"hx-request": "true"})


def test_the_audit_page_shows_the_trail_and_its_seal(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a)
    client_a.post("/account/logout/")
    client_a.post("/account/login/", {"login": "owner@example.com", "password": "quattro formaggi"})
    page = client_a.get("/office/audit/").content.decode()
    assert "owner@example.com" in page
    assert "signed in" in page
    assert "failed to sign in" not in client_a.get("/office/audit/", {"topic": "team."}).content.decode()
    assert "exactly as" in client_a.get("/office/audit/seal/").content.decode()


def test_the_audit_page_is_for_owners(client_a, tenant_a, brera, staff):
    staff(client_a, tenant_a, "manager")
    assert client_a.get("/office/audit/").status_code == 403
    assert client_a.get("/office/audit/seal/").status_code == 403


def test_an_unconfirmed_owner_is_reminded(client_a, tenant_a, brera, staff):
    owner = staff(client_a, tenant_a)
    assert "Confirm your e-mail address" not in client_a.get("/office/").content.decode()
    with use_tenant(tenant_a):
        EmailAddress.objects.filter(user_id=owner).update(verified=False)
    assert "Confirm your e-mail address" in client_a.get("/office/").content.decode()


def test_the_palette_finds_what_one_may_see(client_a, tenant_a, tenant_b, brera, staff):
    with use_tenant(tenant_b):
        remember_guest(name="Carla Bravo", email="carla@bravo.example", phone="", language="en")
    with use_tenant(tenant_a):
        remember_guest(name="Carlo Alfa", email="carlo@alfa.example", phone="", language="it")
    staff(client_a, tenant_a)
    page = client_a.get("/office/palette/", {"q": "carl"}).content.decode()
    assert "Carlo Alfa" in page
    assert "Bravo" not in page
    assert client_a.get("/office/palette/", {"q": "c"}).content.strip() == b""
    staff(client_a, tenant_a, "driver")
    assert "Carlo" not in client_a.get("/office/palette/", {"q": "carl"}).content.decode()


def test_what_was_taken_is_for_those_who_see_reports(client_a, tenant_a, staff):
    with use_tenant(tenant_a):
        restaurant = open_restaurant()
        restaurant.order()
        drain_outbox()
    staff(client_a, tenant_a)
    page = client_a.get("/office/").content.decode()
    assert "6.50" in page.split('id="today-headline"')[1].split("</span>")[0]
    staff(client_a, tenant_a, "cashier")
    headline = client_a.get("/office/").content.decode().split('id="today-headline"')[1].split("</span>")[0]
    assert "1 order so far." in headline
    assert "6.50" not in headline


def test_numbers_lead_down_to_their_orders(client_a, tenant_a, staff):
    with use_tenant(tenant_a):
        restaurant = open_restaurant()
        pizza, cola = restaurant.order(), restaurant.order(BasketLine(item_id=restaurant.cola, size_id=None))
        drain_outbox()
    staff(client_a, tenant_a)
    page = client_a.get("/office/").content.decode()
    links = [html.unescape(found) for found in re.findall(r'href="(/office/orders/history/[^"]+)"', page)]
    hour = next(link for link in links if "&hour=" in link)
    listed = client_a.get(hour).content.decode()
    assert f"/office/orders/{pizza.id}/" in listed
    assert "No longer only" in listed
    other = client_a.get(re.sub(r"hour=\d+", f"hour={(int(hour.rpartition('=')[2]) + 5) % 24}", hour)).content.decode()
    assert f"/office/orders/{pizza.id}/" not in other
    dish = next(link for link in links if f"&item={restaurant.cola}" in link)
    listed = client_a.get(dish).content.decode()
    assert f"/office/orders/{cola.id}/" in listed
    assert f"/office/orders/{pizza.id}/" not in listed
    for nonsense in ("hour=99", "hour=x", "item=-1", "item=99999999999999999999"):
        assert client_a.get(f"/office/orders/history/?{nonsense}").status_code == 200
