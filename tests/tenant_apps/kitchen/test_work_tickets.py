"""Cooks start, check off, bump and recall; the order hears of the first and the last step, once."""

from functools import partial

import pytest

from comanda.kernel.machines import TransitionRefusedError
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.kitchen.contracts import ITEM_MACHINE, ItemState
from tenant_apps.kitchen.errors import TicketBumpedError, TicketNotFoundError, TicketOpenError
from tenant_apps.kitchen.facade import bump_ticket, list_open_tickets, recall_ticket, start_ticket, tickets_for_order
from tenant_apps.kitchen.models import ItemStep, Ticket
from tenant_apps.kitchen.selectors.tickets import count_all_day, list_recent_tickets
from tenant_apps.kitchen.services.check_item import check_item, uncheck_item
from tenant_apps.ordering import facade as ordering
from tenant_apps.pricing.contracts import BasketLine
from tenants.context import use_tenant
from tests.tenant_apps.at_once import at_once
from tests.tenant_apps.ordering.cast import open_restaurant

COOK = "staff:7"


@pytest.fixture
def restaurant(as_tenant_a):
    return open_restaurant(auto_accept=True)


def sent(restaurant, *lines):
    order = restaurant.order(*(lines or (restaurant.line(quantity=2), BasketLine(item_id=restaurant.cola))))
    drain_outbox()
    return order, tickets_for_order(order_id=order.id)


def state_of(order) -> str:
    return ordering.get_order(order_id=order.id).state


def test_the_machine_is_the_fields_own():
    assert ITEM_MACHINE.states() == {"queued", "cooking", "ready", "served", "cancelled"}
    assert ITEM_MACHINE.verbs("queued") == ["start", "finish", "cancel"]
    assert ITEM_MACHINE.verbs("cancelled") == []


def test_starting_a_ticket_starts_the_order(restaurant):
    order, [first, second] = sent(restaurant)
    assert state_of(order) == "confirmed"
    started = start_ticket(ticket_id=first.id, actor=COOK)
    assert {item.state for item in started.items} == {ItemState.COOKING}
    assert state_of(order) == "preparing"
    start_ticket(ticket_id=second.id, actor=COOK)
    start_ticket(ticket_id=second.id, actor=COOK)
    history = [step.state for step in ordering.get_order(order_id=order.id).history if step.machine == "order"]
    assert history.count("preparing") == 1


def test_the_last_bump_makes_the_order_ready(restaurant):
    order, [first, second] = sent(restaurant)
    bump_ticket(ticket_id=first.id, actor=COOK)
    assert state_of(order) == "preparing"
    bumped = bump_ticket(ticket_id=second.id, actor=COOK)
    assert bumped.bumped_by == COOK
    assert state_of(order) == "ready"
    assert list_open_tickets(venue_id=restaurant.venue.id) == ()
    steps = list(ItemStep.objects.order_by("id").values_list("state", "previous", "actor"))
    assert steps == [
        ("queued", "", "system"), ("queued", "", "system"), ("ready", "queued", COOK), ("ready", "queued", COOK),
    ]  # fmt: skip


def test_checking_off_the_last_item_bumps_the_ticket(restaurant):
    order, [ticket] = sent(
        restaurant, restaurant.line(), BasketLine(item_id=restaurant.pizza, size_id=restaurant.large)
    )
    one, two = ticket.items
    assert check_item(item_id=one.id, actor=COOK).is_open
    assert uncheck_item(item_id=one.id, actor=COOK).items[0].state == ItemState.COOKING
    check_item(item_id=one.id, actor=COOK)
    assert not check_item(item_id=two.id, actor=COOK).is_open
    assert state_of(order) == "ready"
    with pytest.raises(TicketBumpedError):
        uncheck_item(item_id=one.id, actor=COOK)


def test_an_item_is_not_checked_off_twice(restaurant):
    _order, [ticket] = sent(
        restaurant, restaurant.line(), BasketLine(item_id=restaurant.pizza, size_id=restaurant.large)
    )
    check_item(item_id=ticket.items[0].id, actor=COOK)
    with pytest.raises(TransitionRefusedError):
        check_item(item_id=ticket.items[0].id, actor=COOK)


def test_a_recalled_ticket_is_back_and_leaves_its_trace(restaurant):
    order, [ticket] = sent(restaurant, restaurant.line())
    bump_ticket(ticket_id=ticket.id, actor=COOK)
    assert [recent.id for recent in list_recent_tickets(venue_ids=[restaurant.venue.id])] == [ticket.id]
    recalled = recall_ticket(ticket_id=ticket.id, actor="staff:8")
    assert recalled.is_open
    assert [item.state for item in recalled.items] == [ItemState.COOKING]
    assert state_of(order) == "ready", "what the guest was told stands"
    bump_ticket(ticket_id=ticket.id, actor=COOK)
    assert list(ItemStep.objects.order_by("id").values_list("state", flat=True)) == [
        "queued", "ready", "cooking", "ready",
    ]  # fmt: skip


def test_what_makes_no_sense_is_refused_and_changes_nothing(restaurant):
    _order, [ticket] = sent(restaurant, restaurant.line())
    with pytest.raises(TicketOpenError):
        recall_ticket(ticket_id=ticket.id, actor=COOK)
    bump_ticket(ticket_id=ticket.id, actor=COOK)
    before = (list(Ticket.objects.values()), ItemStep.objects.count())
    for refused in (bump_ticket, start_ticket):
        with pytest.raises(TicketBumpedError):
            refused(ticket_id=ticket.id, actor=COOK)
    with pytest.raises(TicketNotFoundError):
        bump_ticket(ticket_id=ticket.id + 1000, actor=COOK)
    with pytest.raises(TicketNotFoundError):
        check_item(item_id=10**9, actor=COOK)
    assert (list(Ticket.objects.values()), ItemStep.objects.count()) == before


def test_an_order_marked_ready_at_the_pass_clears_its_tickets(restaurant):
    order, tickets = sent(restaurant)
    ordering.mark_ready(order_id=order.id, actor="staff:1")
    drain_outbox()
    assert list_open_tickets(venue_id=restaurant.venue.id) == ()
    ordering.hand_over(order_id=order.id, actor="staff:1")
    drain_outbox()
    served = tickets_for_order(order_id=order.id)
    assert {item.state for ticket in served for item in ticket.items} == {ItemState.SERVED}
    assert len(served) == len(tickets)


def test_lines_added_after_the_pass_stay_on_the_screen(restaurant):
    order, _tickets = sent(restaurant, restaurant.line())
    ordering.mark_ready(order_id=order.id, actor="staff:1")
    ordering.add_lines(order_id=order.id, lines=[BasketLine(item_id=restaurant.cola)], actor="staff:1")
    assert state_of(order) == "confirmed", "there is work again"
    drain_outbox()
    [more] = list_open_tickets(venue_id=restaurant.venue.id)
    assert more.station.code == "kitchen"
    start_ticket(ticket_id=more.id, actor=COOK)
    assert state_of(order) == "preparing"
    bump_ticket(ticket_id=more.id, actor=COOK)
    assert state_of(order) == "ready"


def test_the_cooks_tap_counts_even_if_the_order_has_moved_on(restaurant):
    order, [ticket] = sent(restaurant, restaurant.line())
    ordering.mark_ready(order_id=order.id, actor="staff:1")  # the board was faster, the relay has not run yet
    assert not bump_ticket(ticket_id=ticket.id, actor=COOK).is_open
    assert state_of(order) == "ready"


def test_all_day_counts_what_is_still_to_make(restaurant):
    sent(restaurant, restaurant.line(quantity=2), BasketLine(item_id=restaurant.cola, quantity=4))
    _order, [ticket, _drinks] = sent(restaurant, restaurant.line(quantity=3), BasketLine(item_id=restaurant.cola))
    counts = count_all_day(list_open_tickets(venue_id=restaurant.venue.id))
    assert [(count.name, count.quantity) for count in counts] == [("Cola Centro", 5), ("Margherita Centro", 5)]
    bump_ticket(ticket_id=ticket.id, actor=COOK)
    counts = count_all_day(list_open_tickets(venue_id=restaurant.venue.id))
    assert [(count.name, count.quantity) for count in counts] == [("Cola Centro", 5), ("Margherita Centro", 2)]


@pytest.mark.django_db(transaction=True)
def test_two_stations_that_finish_at_once_make_the_order_ready(tenant_a):
    with use_tenant(tenant_a):
        order, tickets = sent(open_restaurant(auto_accept=True))

    bumps = [partial(bump_ticket, ticket_id=ticket.id, actor=COOK) for ticket in tickets]
    assert at_once(tenant_a, *bumps) == [None, None]
    with use_tenant(tenant_a):
        assert state_of(order) == "ready"


@pytest.mark.django_db(transaction=True)
def test_two_taps_on_one_ticket_bump_it_once(tenant_a):
    with use_tenant(tenant_a):
        restaurant = open_restaurant(auto_accept=True)
        _order, [ticket] = sent(restaurant, restaurant.line())

    bump = partial(bump_ticket, ticket_id=ticket.id, actor=COOK)
    outcomes = at_once(tenant_a, *[bump] * 4)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", *["TicketBumpedError"] * 3]
    with use_tenant(tenant_a):
        assert ItemStep.objects.filter(state="ready").count() == 1
