"""What a cook must make arrives once, at the right station, as the difference to what the station knows."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from comanda.kernel.outbox.models import OutboxDelivery, OutboxEvent
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.kitchen.contracts import Delta, ItemState
from tenant_apps.kitchen.facade import bump_ticket, list_open_tickets, tickets_for_order
from tenant_apps.kitchen.models import ItemStep, KitchenOrder, Ticket, TicketItem
from tenant_apps.kitchen.services.send_tickets import send_tickets
from tenant_apps.ordering import facade as ordering
from tenant_apps.pricing.contracts import BasketLine
from tenants.context import use_tenant
from tests.tenant_apps.at_once import at_once
from tests.tenant_apps.ordering.cast import open_restaurant


def placed(restaurant, *lines, **more):
    order = restaurant.order(*(lines or (restaurant.loaded_line(), BasketLine(item_id=restaurant.cola))), **more)
    drain_outbox()
    return order


def test_an_accepted_order_becomes_a_ticket_for_each_station(as_tenant_a):
    restaurant = open_restaurant(auto_accept=True)
    order = placed(restaurant, note="Ring twice")
    pizza, rest = sorted(tickets_for_order(order_id=order.id), key=lambda ticket: ticket.station.code, reverse=True)
    assert (pizza.station.code, pizza.station.name, rest.station.code) == ("pizza", "Pizza", "kitchen")
    assert pizza.kind == Delta.NEW
    assert pizza.reference == order.reference
    assert pizza.note == "Ring twice"
    [item] = pizza.items
    assert (item.name, item.size_name, item.quantity) == ("Margherita Centro", "Large", 2)
    assert item.modifiers == ("2 × Olives Centro", "Burrata Centro")
    assert item.note == "well done"
    assert item.state == ItemState.QUEUED
    assert set(item.allergens) >= {"gluten", "milk"}
    assert [(entry.name, entry.quantity) for entry in rest.items] == [("Cola Centro", 1)]
    assert [step.state for step in ItemStep.objects.all()] == ["queued", "queued"]


def test_an_order_nobody_accepted_is_not_the_kitchens(as_tenant_a):
    order = placed(open_restaurant(auto_accept=False))
    assert tickets_for_order(order_id=order.id) == ()
    ordering.reject(order_id=order.id, reason="Full", actor="staff:1")
    drain_outbox()
    assert not KitchenOrder.objects.exists()


def test_the_same_news_twice_sends_nothing_the_second_time(as_tenant_a):
    order = placed(open_restaurant(auto_accept=True))
    before = list(Ticket.objects.values())
    OutboxEvent.objects.update(relayed_at=None)
    OutboxDelivery.objects.all().delete()  # as if the relay had forgotten whom it told
    drain_outbox()
    assert send_tickets(order_id=order.id) == ()
    assert list(Ticket.objects.values()) == before


def test_news_that_comes_after_the_pass_leaves_no_ticket_behind(as_tenant_a):
    """A relay that was away hears of an order when it has been handed over: nobody would ever bump its tickets."""
    restaurant = open_restaurant(auto_accept=False)
    order = restaurant.order(restaurant.line())
    ordering.accept(order_id=order.id, actor="staff:1")
    ordering.start_preparing(order_id=order.id, actor="staff:1")
    ordering.mark_ready(order_id=order.id, actor="staff:1")
    drain_outbox()
    assert list_open_tickets(venue_id=restaurant.venue.id) == ()
    ordering.hand_over(order_id=order.id, actor="staff:1")
    drain_outbox()
    (ticket,) = tickets_for_order(order_id=order.id)
    assert {item.state for item in ticket.items} == {ItemState.SERVED}


def test_added_lines_come_as_a_ticket_of_their_own(as_tenant_a):
    restaurant = open_restaurant(auto_accept=True)
    order = placed(restaurant, restaurant.line())
    ordering.add_lines(order_id=order.id, lines=[restaurant.line(quantity=3)], actor="staff:1")
    drain_outbox()
    first, second = tickets_for_order(order_id=order.id)
    assert [item.quantity for item in first.items] == [1]
    assert [item.quantity for item in second.items] == [3]
    assert second.kind == Delta.NEW


def test_a_voided_line_is_called_off_at_its_station(as_tenant_a):
    restaurant = open_restaurant(auto_accept=True)
    order = placed(restaurant, restaurant.line(), BasketLine(item_id=restaurant.cola))
    line = next(line for line in order.lines if line.item_id == restaurant.pizza)
    ordering.void_line(line_id=line.id, reason="Guest changed their mind", actor="staff:1")
    drain_outbox()
    stopped = next(ticket for ticket in tickets_for_order(order_id=order.id) if ticket.kind == Delta.CANCELLED)
    assert stopped.station.code == "pizza"
    assert [(item.line_id, item.state) for item in stopped.items] == [(line.id, ItemState.CANCELLED)]
    original = next(ticket for ticket in tickets_for_order(order_id=order.id) if ticket.station.code == "pizza")
    assert original.items[0].state == ItemState.CANCELLED
    assert not original.is_open, "nothing is left to make on it"
    assert stopped.is_open, "until a cook has seen it"


def test_a_cancelled_order_calls_off_what_is_not_served(as_tenant_a):
    restaurant = open_restaurant(auto_accept=True)
    order = placed(restaurant)
    for ticket in tickets_for_order(order_id=order.id)[:1]:
        bump_ticket(ticket_id=ticket.id, actor="staff:1")
    ordering.cancel(order_id=order.id, reason="No show", actor="staff:1")
    drain_outbox()
    kinds = [ticket.kind for ticket in tickets_for_order(order_id=order.id)]
    assert kinds == [Delta.NEW, Delta.NEW, Delta.CANCELLED, Delta.CANCELLED]
    assert {item.state for item in TicketItem.objects.all()} == {ItemState.CANCELLED}
    assert {ticket.kind for ticket in list_open_tickets(venue_id=restaurant.venue.id)} == {Delta.CANCELLED}


def test_an_order_for_later_waits_for_its_time(as_tenant_a):
    restaurant = open_restaurant(auto_accept=True)
    later = restaurant.slot(hours=3)
    order = placed(restaurant, restaurant.line(), requested_for=later)
    soon = placed(restaurant, restaurant.line())
    [waiting] = tickets_for_order(order_id=order.id)
    assert waiting.due_at == later
    assert waiting.fires_at == later - timedelta(minutes=restaurant.venue.prep_minutes)
    shown = [ticket.order_id for ticket in list_open_tickets(venue_id=restaurant.venue.id)]
    assert shown == [soon.id, order.id], "what is due now comes first"


@pytest.mark.django_db(transaction=True)
def test_two_relays_with_the_same_order_send_its_lines_once(tenant_a):
    with use_tenant(tenant_a):
        restaurant = open_restaurant(auto_accept=True)
        order = restaurant.order(restaurant.loaded_line(), BasketLine(item_id=restaurant.cola))
        with transaction.atomic():
            ordering.accept(order_id=order.id, actor="staff:1")
    relay = partial(send_tickets, order_id=order.id)
    assert at_once(tenant_a, *[relay] * 4) == [None] * 4
    with use_tenant(tenant_a):
        assert sorted(TicketItem.objects.values_list("line_id", flat=True)) == sorted(line.id for line in order.lines)


def test_one_tenants_kitchen_never_shows_anothers_tickets(tenant_a, tenant_b, db):
    with use_tenant(tenant_a):
        order = placed(open_restaurant(auto_accept=True))
    with use_tenant(tenant_b):
        there = open_restaurant(auto_accept=True)
        assert tickets_for_order(order_id=order.id) == ()
        assert list_open_tickets(venue_id=there.venue.id) == ()
        assert not Ticket.objects.exists()
    with use_tenant(tenant_a):
        assert Ticket.objects.count() == 2
