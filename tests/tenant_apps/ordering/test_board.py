"""The order board and an order's page: every step by the right hands, rivals told apart, nobody else's orders."""

import csv
import io
import json
import re
from decimal import Decimal
from functools import partial

import pytest
from django.test import Client

from comanda.kernel.machines import TransitionRefusedError
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import Contact, DeliveryAddress
from tenant_apps.ordering.models import LedgerEntry, Order, OrderLine, StateEntry
from tenant_apps.ordering.office import board
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.team.contracts import Role
from tenant_apps.venues import facade as venues
from tenants.context import use_tenant
from tests.tenant_apps.at_once import at_once
from tests.tenant_apps.ordering.cast import add_zone, open_restaurant
from tests.tenant_apps.staff import client_of

ORDERS = "/office/orders/"


@pytest.fixture
def order(tenant_a, restaurant):
    with use_tenant(tenant_a):
        order = restaurant.order(restaurant.loaded_line(), note="Ring twice")
        drain_outbox()
    return order


def everything(tenant):
    with use_tenant(tenant):
        return [list(model.objects.order_by("pk").values()) for model in (Order, OrderLine, StateEntry, LedgerEntry)]


def state_of(tenant, order) -> str:
    with use_tenant(tenant):
        return ordering.get_order(order_id=order.id).state


def step(client: Client, order, verb: str, **fields):
    return client.post(f"{ORDERS}{order.id}/{verb}/", fields)


def news_of(response) -> dict:
    return json.loads(response["HX-Trigger"])["toast"]


def test_the_board_shows_an_order_in_its_column(tenant_a, order):
    page = client_of(tenant_a).get(ORDERS).content.decode()
    assert f'id="order-{order.id}"' in page
    assert "Ring twice" in page
    assert "Margherita Centro" in page
    assert f'hx-post="{ORDERS}{order.id}/accept/' in page
    assert f'data-live-topic="board:{order.venue_id}"' in page


def test_an_order_walks_across_the_board(tenant_a, order):
    client = client_of(tenant_a)
    for verb, state in (("accept", "confirmed"), ("start_preparing", "preparing"), ("mark_ready", "ready")):
        answer = step(client, order, verb)
        assert answer.status_code == 200
        assert order.reference in news_of(answer)["message"]
        assert f'id="order-{order.id}"' in answer.content.decode()
        assert state_of(tenant_a, order) == state
    done = step(client, order, "hand_over")
    assert f'id="order-{order.id}"' not in done.content.decode()
    with use_tenant(tenant_a):
        found = ordering.get_order(order_id=order.id)
    assert (found.state, found.payment_state, found.due) == ("delivered", "paid", Decimal(0))


def test_a_delivery_goes_out_fails_and_goes_out_again(tenant_a, restaurant):
    with use_tenant(tenant_a):
        add_zone(restaurant)
        home = DeliveryAddress(street="Via Roma 1", city="Milano", postcode="20123", latitude=45.46, longitude=9.19)
        order = restaurant.order(restaurant.loaded_line(), service="delivery", address=home)
    client = client_of(tenant_a)
    for verb in ("accept", "mark_ready", "dispatch"):
        assert step(client, order, verb).status_code == 200
    assert step(client, order, "fail_delivery", reason="Nobody opened.").status_code == 200
    assert state_of(tenant_a, order) == "failed"
    assert step(client, order, "retry").status_code == 200
    assert step(client, order, "hand_over").status_code == 200
    assert state_of(tenant_a, order) == "delivered"


def test_a_rejection_asks_why_and_tells(tenant_a, order):
    client = client_of(tenant_a)
    dialog = client.get(f"{ORDERS}{order.id}/reject/reason/").content.decode()
    assert "<dialog" in dialog
    assert "data-open-on-load" in dialog
    silent = step(client, order, "reject", reason="  ")
    assert silent.status_code == 422
    assert state_of(tenant_a, order) == "pending"
    answer = step(client, order, "reject", reason="We are out of dough.")
    assert json.loads(answer["HX-Trigger"])["close-dialog"] == "reason"
    with use_tenant(tenant_a):
        assert ordering.get_order(order_id=order.id).reason == "We are out of dough."


def test_who_comes_second_reads_what_happened_and_sees_the_board(tenant_a, order):
    first, second = client_of(tenant_a), client_of(tenant_a)
    assert step(first, order, "accept").status_code == 200
    late = step(second, order, "accept")
    assert late.status_code == 422
    assert news_of(late)["level"] == "warning"
    assert order.reference in news_of(late)["message"]
    assert f'id="order-{order.id}" data-order="{order.id}" data-state="confirmed"' in late.content.decode()


def test_a_step_that_came_too_late_is_refused_in_real_words(tenant_a, order):
    client = client_of(tenant_a)
    step(client, order, "accept")
    for language, words in (("en", ("“Accept”", "“Accepted”")), ("it", ("“Accetta”", "“Accettato”"))):
        said = client.post(f"{ORDERS}{order.id}/accept/", headers={"Accept-Language": language})
        message = news_of(said)["message"]
        assert all(word in message for word in words), message
        assert "confirmed" not in message


def test_what_was_called_off_owes_nothing(tenant_a, order):
    client = client_of(tenant_a)
    step(client, order, "reject", reason="The oven is broken")
    with use_tenant(tenant_a):
        found = ordering.get_order(order_id=order.id)
    assert (found.due, found.total > 0) == (Decimal(0), True)
    for page in (f"{order.id}/", f"{order.id}/receipt/", "history/"):
        shown = client.get(f"{ORDERS}{page}").content.decode()
        assert "To be paid" not in shown
        assert "Still to pay" not in shown
    assert "Nothing to pay" in client.get(f"{ORDERS}{order.id}/").content.decode()


def test_the_sums_of_what_was_called_off_name_every_fee(tenant_a, restaurant):
    with use_tenant(tenant_a):
        add_zone(restaurant)
        home = DeliveryAddress(street="Via Roma 1", city="Milano", postcode="20123", latitude=45.46, longitude=9.19)
        order = restaurant.order(service="delivery", address=home)
    client = client_of(tenant_a)
    fee = next(line.gross for line in order.lines if line.kind == "delivery_fee")
    before = client.get(f"{ORDERS}{order.id}/").context
    step(client, order, "reject", reason="The oven is broken")
    for page in (f"{order.id}/", f"{order.id}/receipt/"):
        after = client.get(f"{ORDERS}{page}").context
        assert [line.gross for _name, line in after["extras"]] == [fee]
        assert after["taxes"] == before["taxes"]
        assert after["order"].subtotal + fee == after["order"].total


def test_a_crowded_board_keeps_the_most_urgent_and_says_what_it_leaves_out(tenant_a, restaurant, monkeypatch):
    monkeypatch.setattr(board, "BOARD_LIMIT", 2)
    with use_tenant(tenant_a):
        later = [restaurant.order(requested_for=restaurant.slot(hours=hours)) for hours in (3, 2)]
        urgent = restaurant.order()
    page = client_of(tenant_a).get(f"{ORDERS}board/").content.decode()
    assert f'id="order-{urgent.id}"' in page
    assert f'id="order-{later[1].id}"' in page
    assert f'id="order-{later[0].id}"' not in page
    assert "1 order that is due later is not shown" in page


def test_a_renamed_table_stays_taken_by_whoever_sits_there(tenant_a, restaurant):
    with use_tenant(tenant_a):
        (table,) = venues.add_tables(venue_id=restaurant.venue.id, names=["7"])
        seated = [
            restaurant.order(service="dine_in", table_token=table.token, contact=Contact(name=name))
            for name in ("Ada", "Bo")
        ]
        venues.change_table(venue_id=restaurant.venue.id, table_id=table.id, name="Terrace", seats=4)
    client = client_of(tenant_a)
    page = client.get(f"{ORDERS}tables/").content.decode()
    assert page.count('data-taken="yes"') == 1
    assert 'data-taken="no"' not in page
    assert "at no table of today" not in page
    assert [f'id="order-{order.id}"' in page for order in seated] == [True, True]
    counter = client.get(f"{ORDERS}counter/").content.decode()
    data = json.loads(re.search(r'<script id="counter-data"[^>]*>(.*?)</script>', counter, re.DOTALL)[1])
    assert [order["id"] for order in data["tables"][0]["orders"]] == [order.id for order in seated]


def test_a_table_that_was_served_stays_until_it_has_paid(tenant_a, restaurant):
    with use_tenant(tenant_a):
        (table,) = venues.add_tables(venue_id=restaurant.venue.id, names=["7"])
        served = restaurant.order(service="dine_in", table_token=table.token)
        Order.objects.filter(pk=served.id).update(state="delivered")
    client = client_of(tenant_a)
    page = client.get(f"{ORDERS}tables/").content.decode()
    assert f'id="pay-{served.id}"' in page
    assert f'id="add-{served.id}"' in page, "a second round is welcome"
    with use_tenant(tenant_a):
        Order.objects.filter(pk=served.id).update(payment_state="paid", paid=served.total)
    assert f'id="order-{served.id}"' not in client.get(f"{ORDERS}tables/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_accept_at_once_one_wins(tenant_a):
    with use_tenant(tenant_a):
        order = open_restaurant().order()
    accept = partial(ordering.accept, order_id=order.id, actor="staff:1")
    outcomes = at_once(tenant_a, accept, accept, accept)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", *["TransitionRefusedError"] * 2]
    refusal = next(outcome for outcome in outcomes if isinstance(outcome, TransitionRefusedError))
    assert refusal.extra["state"] == "confirmed"
    with use_tenant(tenant_a):
        history = [step.state for step in ordering.get_order(order_id=order.id).history]
    assert history.count("confirmed") == 1


def test_the_board_takes_a_fixed_number_of_queries(tenant_a, restaurant, order, django_assert_max_num_queries):
    client = client_of(tenant_a)
    client.get(f"{ORDERS}board/")
    with use_tenant(tenant_a):
        for _ in range(8):
            restaurant.order(restaurant.loaded_line(), BasketLine(item_id=restaurant.cola))
    with django_assert_max_num_queries(9):  # session and person 3, orders, lines, modifiers, checks
        page = client.get(f"{ORDERS}board/").content.decode()
    assert page.count("<article") == 9


def test_filters_narrow_the_board_and_live_in_the_address(tenant_a, restaurant, order):
    with use_tenant(tenant_a):
        other = open_restaurant(name="Isola")
        elsewhere = other.order(contact=Contact(name="Zoe", phone="02 999"))
    client = client_of(tenant_a)

    def shown(query: str) -> set[int]:
        page = client.get(f"{ORDERS}board/?{query}").content.decode()
        return {found.id for found in (order, elsewhere) if f'id="order-{found.id}"' in page}

    assert shown("") == {order.id, elsewhere.id}
    assert shown(f"venue={restaurant.venue.id}") == {order.id}
    assert shown("q=zoe") == {elsewhere.id}
    assert shown("service=delivery") == set()
    assert shown("view=list&q=999") == {elsewhere.id}
    assert client.get(f"{ORDERS}?venue=999999").status_code == 403


def test_a_card_order_without_its_money_is_not_on_the_board(tenant_a, restaurant):
    with use_tenant(tenant_a):
        unpaid = restaurant.card_order()
    client = client_of(tenant_a)
    assert f'id="order-{unpaid.id}"' not in client.get(f"{ORDERS}board/").content.decode()
    assert step(client, unpaid, "accept").status_code == 422
    assert state_of(tenant_a, unpaid) == "pending"


@pytest.mark.parametrize(("role", "may_look"), [(Role.KITCHEN, True), (Role.DRIVER, True)])
def test_who_may_only_look_changes_nothing(tenant_a, order, role, may_look):
    before = everything(tenant_a)
    client = client_of(tenant_a, role)
    assert (client.get(ORDERS).status_code == 200) is may_look
    assert "hx-post" not in client.get(f"{ORDERS}board/").content.decode()
    for verb in ("accept", "reject", "cancel"):
        assert step(client, order, verb, reason="x").status_code == 403
    line = order.lines[0].id
    for path in (f"{order.id}/refund/", f"{order.id}/cash/", f"{order.id}/lines/{line}/void/"):
        assert client.post(f"{ORDERS}{path}", {"amount": "1", "reason": "x"}).status_code == 403
    assert client.get(f"{ORDERS}counter/").status_code == 403
    assert everything(tenant_a) == before


def test_staff_of_one_venue_reach_no_other_venues_orders(tenant_a, order):
    with use_tenant(tenant_a):
        other = open_restaurant(name="Isola")
    before = everything(tenant_a)
    client = client_of(tenant_a, Role.MANAGER, [other.venue.id])
    assert f'id="order-{order.id}"' not in client.get(ORDERS).content.decode()
    for path in ("", "receipt/", "reject/reason/"):
        assert client.get(f"{ORDERS}{order.id}/{path}").status_code == 403
    assert step(client, order, "accept").status_code == 403
    assert client.post(f"{ORDERS}{order.id}/refund/", {"amount": "1"}).status_code == 403
    assert order.contact.name not in client.get(f"{ORDERS}history/").content.decode()
    assert everything(tenant_a) == before


def test_another_tenants_owner_finds_nothing_and_changes_nothing(tenant_a, tenant_b, order):
    before = everything(tenant_a)
    client = client_of(tenant_b, Role.OWNER)
    for path in ("", "receipt/", "reject/reason/"):
        assert client.get(f"{ORDERS}{order.id}/{path}").status_code == 404
    for verb in ("accept", "reject", "cancel"):
        assert step(client, order, verb, reason="x").status_code == 404
    assert "Margherita" not in client.get(f"{ORDERS}history/").content.decode()
    assert everything(tenant_a) == before


def test_strangers_are_sent_to_sign_in(client_a, order):
    for path in ("", "board/", "history/", "counter/", f"{order.id}/"):
        assert client_a.get(f"{ORDERS}{path}").status_code == 302
    assert step(client_a, order, "accept").status_code == 302


def test_an_orders_page_tells_all_there_is(tenant_a, order):
    client = client_of(tenant_a)
    step(client, order, "accept")
    page = client.get(f"{ORDERS}{order.id}/").content.decode()
    for words in ("Margherita Centro", "well done", "Ring twice", "Ada", "Accepted", "Bice", f"/orders/{order.token}/"):
        assert words in page
    receipt = client.get(f"{ORDERS}{order.id}/receipt/").content.decode()
    assert order.reference in receipt
    assert "Margherita Centro" in receipt


def test_a_line_taken_off_lowers_the_bill(tenant_a, restaurant):
    with use_tenant(tenant_a):
        order = restaurant.order(restaurant.line(), BasketLine(item_id=restaurant.cola))
    client = client_of(tenant_a)
    cola = next(line for line in order.lines if line.item_id == restaurant.cola)
    gone = client.post(f"{ORDERS}{order.id}/lines/{cola.id}/void/", {"reason": "Warm"}, follow=True)
    assert "Taken off" in gone.content.decode()
    with use_tenant(tenant_a):
        assert ordering.get_order(order_id=order.id).total == Decimal("6.50")
        other = restaurant.order()
    before = everything(tenant_a)
    assert client.post(f"{ORDERS}{order.id}/lines/{other.lines[0].id}/void/", {"reason": "x"}).status_code == 404
    assert everything(tenant_a) == before


def test_a_line_on_the_house_lowers_the_bill_and_is_made_all_the_same(tenant_a, restaurant):
    with use_tenant(tenant_a):
        order = restaurant.order(restaurant.line(), BasketLine(item_id=restaurant.cola))
        ordering.accept(order_id=order.id, actor="staff:1")
    client = client_of(tenant_a)
    cola = next(line for line in order.lines if line.item_id == restaurant.cola)
    address = f"{ORDERS}{order.id}/lines/{cola.id}/comp/"
    assert address in client.get(f"{ORDERS}{order.id}/").content.decode()
    before = everything(tenant_a)
    assert "needs a reason" in client.post(address, {"reason": " "}, follow=True).content.decode()
    assert everything(tenant_a) == before
    page = client.post(address, {"reason": "Waited long"}, follow=True).content.decode()
    row = page.split('class="line-row line-void"')[1].split("</tr>")[0]
    assert "On the house" in row
    assert "Taken off" not in row
    with use_tenant(tenant_a):
        assert ordering.get_order(order_id=order.id).total == Decimal("6.50")
        other = restaurant.order()
    before = everything(tenant_a)
    assert client.post(f"{ORDERS}{order.id}/lines/{other.lines[0].id}/comp/", {"reason": "x"}).status_code == 404
    assert client_of(tenant_a, Role.DRIVER).post(address, {"reason": "x"}).status_code == 403
    assert everything(tenant_a) == before


def test_cash_is_taken_and_given_back_once(tenant_a, order):
    client = client_of(tenant_a)
    step(client, order, "accept")
    for _ in range(2):
        client.post(f"{ORDERS}{order.id}/cash/", {"key": "till-1"})
    with use_tenant(tenant_a):
        assert ordering.get_order(order_id=order.id).paid == order.total
    for _ in range(2):
        client.post(f"{ORDERS}{order.id}/refund/", {"amount": "2,50", "reason": "Cold", "key": "refund-1"})
    with use_tenant(tenant_a):
        drain_outbox()
        after = ordering.get_order(order_id=order.id)
    assert after.payment_state == "partially_refunded"
    assert after.paid == order.total - Decimal("2.50")
    wrong = client.post(f"{ORDERS}{order.id}/refund/", {"amount": "plenty"}, follow=True)
    assert "as a number" in wrong.content.decode()


def test_history_is_paged_filtered_and_exported_safely(tenant_a, restaurant, order):
    with use_tenant(tenant_a):
        evil = restaurant.order(contact=Contact(name='=HYPERLINK("http://evil")', phone="+39 1"))
        many = [restaurant.order() for _ in range(51)]
    client = client_of(tenant_a)
    first = client.get(f"{ORDERS}history/").content.decode()
    assert first.count("<tr>") == 51  # the heading and a page
    assert f"before={many[1].id}" in first
    second = client.get(f"{ORDERS}history/?before={many[1].id}").content.decode()
    assert f"{ORDERS}{order.id}/" in second
    assert client.get(f"{ORDERS}history/?q=ada&since=2000-01-01&until=2000-12-31").content.decode().count("<tr>") == 0
    answer = client.get(f"{ORDERS}history/export/?q=HYPERLINK")
    assert answer["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["order_id"] for row in rows] == [str(evil.id)]
    assert rows[0]["name"].startswith("'=")
    assert rows[0]["phone"].startswith("'+")
    assert Decimal(rows[0]["total"]) == evil.total
    everything_exported = client.get(f"{ORDERS}history/export/")
    text = b"".join(everything_exported.streaming_content).decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == 53


@pytest.mark.parametrize("role", [Role.KITCHEN, Role.DRIVER])
def test_who_cooks_or_drives_does_not_take_the_guests_along(tenant_a, tenant_b, order, role):
    client = client_of(tenant_a, role)
    before = everything(tenant_a)
    assert client.get(f"{ORDERS}history/").status_code == 200
    assert "/export/" not in client.get(f"{ORDERS}history/").content.decode()
    answer = client.get(f"{ORDERS}history/export/")
    assert answer.status_code == 403
    assert order.contact.phone not in answer.content.decode()
    assert everything(tenant_a) == before
    next_door = client_of(tenant_b).get(f"{ORDERS}history/export/")
    assert order.contact.phone not in b"".join(next_door.streaming_content).decode()


def test_a_manager_exports_the_guests_of_their_own_venues_alone(tenant_a, order):
    with use_tenant(tenant_a):
        other = open_restaurant(name="Isola")
    client = client_of(tenant_a, Role.MANAGER, [other.venue.id])
    exported = b"".join(client.get(f"{ORDERS}history/export/").streaming_content).decode()
    assert order.contact.phone not in exported


def test_the_steps_and_dialogs_of_an_order_are_renewed_with_it(tenant_a, order):
    page = client_of(tenant_a).get(f"{ORDERS}{order.id}/").content.decode()
    renewed = re.search(r'hx-select-oob="([^"]+)"', page)[1].split(",")
    assert renewed == ["#order-actions", "#order-dialogs"]
    for name, inside in (("order-actions", f"/{order.id}/accept/"), ("order-dialogs", 'id="void-')):
        assert page.count(f'id="{name}"') == 1
        assert page.index(inside) > page.index(f'id="{name}"')
