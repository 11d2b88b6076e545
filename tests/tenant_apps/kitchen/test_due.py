"""When food is due: one measure for the kitchen, one for the guest, the same on every screen."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.kitchen.contracts import Delta
from tenant_apps.kitchen.facade import list_open_tickets, tickets_for_order
from tenant_apps.kitchen.office.cards import Age, ticket_cards
from tenant_apps.kitchen.selectors import tickets as selector
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import DeliveryAddress, OrderInfo
from tests.tenant_apps.ordering.cast import Restaurant, add_zone, open_restaurant

pytestmark = pytest.mark.usefixtures("as_tenant_a")
HOME = DeliveryAddress(street="Via Roma 1", city="Milano", postcode="20123", latitude=45.46, longitude=9.19)
START = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
Hold = Callable[[datetime], None]


@pytest.fixture
def restaurant() -> Restaurant:
    """Twenty minutes in the kitchen; its zone is twenty-five away."""
    found = open_restaurant(auto_accept=True)
    add_zone(found)
    return found


def placed(restaurant: Restaurant, **more: object) -> OrderInfo:
    order = restaurant.order(restaurant.line(), **more)
    drain_outbox()
    return order


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def test_a_delivery_must_leave_before_it_arrives(restaurant: Restaurant, hold_clock: Hold) -> None:
    hold_clock(START)
    order = placed(restaurant, service="delivery", address=HOME)
    (ticket,) = tickets_for_order(order_id=order.id)
    assert order.due_at == START + minutes(45)
    assert ticket.due_at == order.kitchen_due_at == START + minutes(20)


def test_a_delivery_for_later_is_due_in_the_kitchen_the_road_before(restaurant: Restaurant, hold_clock: Hold) -> None:
    hold_clock(START)
    order = placed(restaurant, service="delivery", address=HOME, requested_for=START + minutes(180))
    (ticket,) = tickets_for_order(order_id=order.id)
    assert ticket.due_at == START + minutes(155)
    assert ticket.fires_at == START + minutes(135)


def test_kitchen_and_board_agree_on_who_is_late(restaurant: Restaurant, hold_clock: Hold) -> None:
    """Accepted ten minutes after it was promised: what counts is the promise."""
    hold_clock(START)
    slow = open_restaurant(name="Lento", auto_accept=False)
    order = placed(slow)
    hold_clock(START + minutes(10))
    ordering.accept(order_id=order.id, actor="staff:1")
    drain_outbox()
    (ticket,) = tickets_for_order(order_id=order.id)
    order = ordering.get_order(order_id=order.id)
    assert ticket.due_at == order.due_at == START + minutes(20)
    for passed, late in ((19, False), (21, True)):
        at = START + minutes(passed)
        assert (ticket.is_late(at), order.is_late(at)) == (late, late)
        (card,) = ticket_cards([ticket], at=at)
        assert (card.age == Age.LATE) is late


def test_what_is_added_later_has_its_own_time(restaurant: Restaurant, hold_clock: Hold) -> None:
    hold_clock(START)
    order = placed(restaurant)
    hold_clock(START + minutes(15))
    ordering.add_lines(order_id=order.id, lines=[restaurant.line(quantity=3)], actor="staff:1")
    drain_outbox()
    first, added = tickets_for_order(order_id=order.id)
    assert first.due_at == START + minutes(20)
    assert (added.fires_at, added.due_at) == (START + minutes(15), START + minutes(35))
    assert not ordering.get_order(order_id=order.id).is_late(START + minutes(30)), "the table has a new promise"


def test_what_was_called_off_is_never_late(restaurant: Restaurant, hold_clock: Hold) -> None:
    hold_clock(START)
    order = placed(restaurant)
    hold_clock(START + minutes(60))
    ordering.cancel(order_id=order.id, reason="Gone", actor="staff:1")
    drain_outbox()
    *_made, called_off = tickets_for_order(order_id=order.id)
    assert called_off.kind == Delta.CANCELLED
    (card,) = ticket_cards([called_off], at=START + minutes(120))
    assert card.age == Age.FRESH


def test_orders_for_later_do_not_hide_those_for_now(restaurant: Restaurant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selector, "BOARD_LIMIT", 2)
    for _n in range(3):
        placed(restaurant, requested_for=restaurant.slot(hours=3))
    urgent = placed(restaurant)
    shown = list_open_tickets(venue_id=restaurant.venue.id)
    assert len(shown) == 2
    assert shown[0].order_id == urgent.id


def test_orders_for_another_day_wait_outside(restaurant: Restaurant, hold_clock: Hold) -> None:
    hold_clock(START)
    tomorrow = placed(restaurant, requested_for=START + timedelta(hours=24))
    today = placed(restaurant)
    assert [ticket.order_id for ticket in list_open_tickets(venue_id=restaurant.venue.id)] == [today.id]
    hold_clock(START + timedelta(hours=23))
    shown = {ticket.order_id for ticket in list_open_tickets(venue_id=restaurant.venue.id)}
    assert shown == {today.id, tomorrow.id}
