"""The kitchen display and its API: who sees what, in one round trip, and never another venue's or tenant's."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.kitchen.facade import tickets_for_order
from tenant_apps.kitchen.models import Station, Ticket, TicketItem
from tenant_apps.ordering import facade as ordering
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.staff import client_of

API = "/api/v1/kitchen"


@pytest.fixture
def restaurant(db, tenant_a):
    with use_tenant(tenant_a):
        return open_restaurant(auto_accept=True)


@pytest.fixture
def tickets(tenant_a, restaurant):
    with use_tenant(tenant_a):
        order = restaurant.order(restaurant.line(note="Allergia alle noci"), BasketLine(item_id=restaurant.cola))
        drain_outbox()
        return tickets_for_order(order_id=order.id)


def everything(tenant):
    with use_tenant(tenant):
        return list(Ticket.objects.order_by("id").values()), list(TicketItem.objects.order_by("id").values())


def test_the_display_shows_tickets_allergens_and_counts(tenant_a, tickets):
    page = client_of(tenant_a, Role.KITCHEN).get("/kitchen/").content.decode()
    assert f'id="ticket-{tickets[0].id}"' in page
    assert "Margherita Centro" in page
    assert "ticket-allergy" in page, "a guest's words about an allergy are shouted"
    assert page.count('class="allergen"') == 2
    assert 'data-live-topic="kitchen:' in page
    assert "data-live-state" in page


def test_a_station_sees_its_own_tickets_and_the_device_remembers_it(tenant_a, restaurant, tickets):
    client = client_of(tenant_a, Role.KITCHEN)
    page = client.get(f"/kitchen/?venue={restaurant.venue.id}&station=pizza").content.decode()
    assert "Margherita Centro" in page
    assert "Cola Centro" not in page
    assert "Cola Centro" not in client.get("/kitchen/").content.decode()


def test_a_tap_answers_with_the_board(tenant_a, tickets):
    client = client_of(tenant_a, Role.KITCHEN)
    answer = client.post(f"/kitchen/tickets/{tickets[0].id}/bump/")
    assert answer.status_code == 200
    assert f'id="ticket-{tickets[0].id}"' not in answer.content.decode()
    undo = json.loads(answer["HX-Trigger"])["toast"]["undo"]
    back = client.post(undo)
    assert f'id="ticket-{tickets[0].id}"' in back.content.decode()
    item = tickets[1].items[0]
    assert client.post(f"/kitchen/items/{item.id}/check/").status_code == 200
    assert client.post(f"/kitchen/items/{item.id}/uncheck/").status_code == 422
    assert f'id="ticket-{tickets[1].id}"' not in client.get("/kitchen/board/").content.decode()
    assert client.get("/kitchen/recent/").content.decode().count("/recall/") == 1


def test_who_comes_second_is_told_and_sees_the_board(tenant_a, tickets):
    one, two = client_of(tenant_a, Role.KITCHEN), client_of(tenant_a, Role.KITCHEN)
    one.post(f"/kitchen/tickets/{tickets[0].id}/bump/")
    late = two.post(f"/kitchen/tickets/{tickets[0].id}/bump/")
    assert late.status_code == 422
    assert json.loads(late["HX-Trigger"])["toast"]["level"] == "warning"
    assert "kds-board" in late.content.decode()


def test_the_board_takes_a_fixed_number_of_queries(tenant_a, restaurant, tickets, django_assert_max_num_queries):
    client = client_of(tenant_a, Role.KITCHEN)
    client.get("/kitchen/board/")
    with use_tenant(tenant_a):
        for _ in range(6):
            restaurant.order(restaurant.loaded_line(), BasketLine(item_id=restaurant.cola))
        drain_outbox()
    with django_assert_max_num_queries(8):  # session and person 3, stations, tickets, items; settings of the connection
        page = client.get("/kitchen/board/").content.decode()
    assert page.count("<article") == 14


@pytest.mark.parametrize("role", [Role.CASHIER, Role.DRIVER])
def test_other_roles_stay_out_of_the_kitchen(tenant_a, tickets, role):
    before = everything(tenant_a)
    client = client_of(tenant_a, role)
    assert client.get("/kitchen/").status_code == 403
    assert client.post(f"/kitchen/tickets/{tickets[0].id}/bump/").status_code == 403
    assert client.post(f"{API}/tickets/{tickets[0].id}/bump/").status_code == 403
    assert everything(tenant_a) == before


def tap(client, path, key=None):
    return client.post(f"{API}/{path}/", headers={"idempotency-key": key} if key else {})


def test_a_tap_of_an_app_counts_once_for_its_key(tenant_a, tenant_b, tickets):
    client = client_of(tenant_a, Role.KITCHEN)
    ticket, item = f"tickets/{tickets[0].id}", f"items/{tickets[1].items[0].id}"
    assert tap(client, f"{ticket}/bump").json()["code"] == "idempotency_key_missing"
    bumped = tap(client, f"{ticket}/bump", "k1")
    assert (bumped.status_code, bumped.json()["bumped_at"] is None) == (200, False)
    assert tap(client, f"{ticket}/recall", "k2").json()["bumped_at"] is None
    before = everything(tenant_a)
    late = tap(client, f"{ticket}/bump", "k1")
    assert (late.status_code, late.json()["bumped_at"]) == (200, None), "it was recalled since, and stays so"
    for path in (f"{ticket}/recall", f"tickets/{tickets[1].id}/bump", f"{item}/check"):
        reused = tap(client, path, "k1")
        assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused"), path
    assert tap(client_of(tenant_b, Role.OWNER), f"{ticket}/bump", "k1").status_code == 404
    assert everything(tenant_a) == before
    assert tap(client, f"{item}/check", "k3").json() == tap(client, f"{item}/check", "k3").json()


def test_strangers_are_sent_to_sign_in(client_a, tickets):
    assert client_a.get("/kitchen/").status_code == 302
    fragment = client_a.get("/kitchen/board/", headers={"hx-request": "true"})
    assert fragment.status_code == 204
    assert "/account/login/" in fragment["HX-Redirect"]
    assert client_a.get(f"{API}/tickets/?venue=1").status_code == 401


def test_whoever_was_signed_out_comes_back_to_the_page_they_were_on(client_a, tenant_a):
    here = f"http://{tenant_a.primary_domain}/kitchen/?venue=1"

    def after(response, header="HX-Redirect"):
        return parse_qs(urlsplit(response[header]).query)["next"]

    assert after(client_a.get("/kitchen/board/", headers={"hx-request": "true", "hx-current-url": here})) == [
        "/kitchen/?venue=1"
    ]
    tap = client_a.post("/kitchen/tickets/1/bump/", headers={"hx-request": "true", "hx-current-url": here})
    assert after(tap) == ["/kitchen/?venue=1"]
    elsewhere = {"hx-request": "true", "hx-current-url": "http://evil.example/kitchen/"}
    assert after(client_a.get("/kitchen/board/", headers=elsewhere)) == ["/"]
    form = client_a.post("/kitchen/tickets/1/bump/", headers={"referer": here})
    assert after(form, "Location") == ["/kitchen/?venue=1"]
    assert after(client_a.get("/kitchen/?venue=1"), "Location") == ["/kitchen/?venue=1"]


def test_a_cook_of_one_venue_touches_no_other_venues_tickets(tenant_a, tickets):
    with use_tenant(tenant_a):
        other = open_restaurant(name="Porta Romana")
    before = everything(tenant_a)
    client = client_of(tenant_a, Role.KITCHEN, [other.venue.id])
    home = tickets[0].venue_id
    assert "Margherita Centro" not in client.get("/kitchen/").content.decode()
    assert client.get(f"/kitchen/?venue={home}").status_code == 403
    assert client.get(f"{API}/tickets/?venue={home}").json()["code"] == "venue_not_found"
    assert client.get(f"{API}/tickets/{tickets[0].id}/").json()["code"] == "ticket_not_found"
    for path in (
        f"tickets/{tickets[0].id}/bump/",
        f"tickets/{tickets[0].id}/start/",
        f"items/{tickets[0].items[0].id}/check/",
    ):
        assert client.post(f"/kitchen/{path}").status_code == 403
        assert client.post(f"{API}/{path}").status_code == 404
    assert everything(tenant_a) == before


def test_another_tenants_staff_finds_nothing_and_changes_nothing(tenant_a, tenant_b, tickets):
    before = everything(tenant_a)
    with use_tenant(tenant_b):
        there = open_restaurant(auto_accept=True)
    client = client_of(tenant_b, Role.OWNER)
    assert "Margherita" not in client.get("/kitchen/").content.decode()
    for path in (f"tickets/{tickets[0].id}/bump/", f"items/{tickets[0].items[0].id}/check/"):
        assert client.post(f"/kitchen/{path}").status_code == 404
        assert client.post(f"{API}/{path}").status_code == 404
    assert client.get(f"{API}/tickets/{tickets[0].id}/").status_code == 404
    assert client.get(f"{API}/tickets/?venue={there.venue.id}").json() == []
    assert everything(tenant_a) == before
    with use_tenant(tenant_b):
        assert not Station.objects.exists()


def test_a_session_of_one_tenant_opens_no_door_at_the_other(tenant_a, tenant_b, tickets):
    client = client_of(tenant_a, Role.OWNER)
    stranger = Client(headers={"host": tenant_b.primary_domain})
    stranger.cookies = client.cookies
    assert stranger.get("/kitchen/").status_code == 302


def test_the_api_drives_a_display(tenant_a, restaurant, tickets):
    client = client_of(tenant_a, Role.KITCHEN)
    found = client.get(f"{API}/tickets/?venue={restaurant.venue.id}&station=pizza").json()
    assert [ticket["id"] for ticket in found] == [tickets[0].id]
    assert found[0]["items"][0]["state"] == "queued"
    started = tap(client, f"tickets/{tickets[0].id}/start", "s").json()
    assert started["items"][0]["state"] == "cooking"
    for ticket in tickets:
        assert tap(client, f"tickets/{ticket.id}/bump", f"b{ticket.id}").json()["bumped_at"]
    again = tap(client, f"tickets/{tickets[0].id}/bump", "another")
    assert again.status_code == 409
    assert again["Content-Type"] == "application/problem+json"
    assert again.json()["code"] == "ticket_bumped"
    bumped = client.get(f"{API}/tickets/?venue={restaurant.venue.id}&state=bumped").json()
    assert {ticket["id"] for ticket in bumped} == {ticket.id for ticket in tickets}
    with use_tenant(tenant_a):
        assert ordering.get_order(order_id=tickets[0].order_id).state == "ready"
    assert client.get(f"{API}/tickets/").status_code == 400
