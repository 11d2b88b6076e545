"""Turn what was sent of an order into tickets: one difference for each station it concerns."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.outbox.publish import publish
from tenant_apps.kitchen.contracts import DEFAULT_STATION, Delta, ItemState
from tenant_apps.kitchen.events import TicketsSent
from tenant_apps.kitchen.models import ItemStep, KitchenOrder, Ticket, TicketItem
from tenant_apps.kitchen.services.announce import announce
from tenant_apps.kitchen.services.close_tickets import close_empty_tickets
from tenant_apps.kitchen.services.lock_order import LockedOrder, lock_order
from tenant_apps.kitchen.services.move_items import move_items
from tenant_apps.kitchen.services.open_stations import open_stations
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import LineInfo, OrderInfo
from tenant_apps.pricing.contracts import LineKind
from tenant_apps.venues import facade as venues

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line as the station must hear of it."""

    delta: Delta
    station: str
    line: LineInfo | TicketItem
    quantity: int
    previous: int | None = None


def send_tickets(*, order_id: int, line_ids: Collection[int] | None = None) -> tuple[int, ...]:
    """Compare the order with what its stations know and send them the difference; returns the new tickets' ids.

    `line_ids` None sends all lines of the order; otherwise those, besides the ones already sent. Lines that were sent
    and are gone (or whose order was called off) become cancellations. Sending twice sends nothing the second time.
    """
    order = ordering.get_order(order_id=order_id)
    if order.is_called_off and not KitchenOrder.objects.filter(pk=order_id).exists():
        return ()
    prep = timedelta(minutes=venues.get_venue(venue_id=order.venue_id).prep_minutes)
    with transaction.atomic():
        locked = _enter(order, prep)
        live = _live_items(locked)
        differences = [*_new_and_changed(order, live, line_ids), *_cancelled(order, live)]
        if not differences:
            return ()
        superseded = [live[_line_id(difference)] for difference in differences if difference.delta is not Delta.NEW]
        move_items(items=superseded, verb="cancel", actor=SYSTEM)
        tickets = _write(locked, differences, prep)
        close_empty_tickets(locked=locked, actor=SYSTEM)
        if locked.order.ready_at is not None and any(ticket.kind != Delta.CANCELLED for ticket in tickets):
            locked.order.started_at = locked.order.ready_at = None
            locked.order.save(update_fields=["started_at", "ready_at"])
        ids = tuple(ticket.pk for ticket in tickets)
        publish(TicketsSent(order_id=order_id, venue_id=order.venue_id, ticket_ids=ids))
        announce(venue_id=order.venue_id, event="tickets.sent", ticket_id=ids[0])
    return ids


def _enter(order: OrderInfo, prep: timedelta) -> LockedOrder:
    due_at = order.kitchen_due_at or now() + prep
    KitchenOrder.objects.bulk_create(
        [
            KitchenOrder(
                order_id=order.id,
                venue_id=order.venue_id,
                reference=order.reference,
                service=order.service,
                table_name=order.table_name,
                guest_name=order.contact.name,
                note=order.note,
                fires_at=due_at - prep,
                due_at=due_at,
            )
        ],
        ignore_conflicts=True,
    )
    locked = lock_order(order_id=order.id)
    assert locked is not None  # noqa: S101 - the row above is there, ours or another relay's
    return locked


def _live_items(locked: LockedOrder) -> dict[int, TicketItem]:
    """line id -> the item that stands for it now."""
    return {
        item.line_id: item
        for ticket in locked.tickets
        for item in ticket.items.all()
        if item.delta != Delta.CANCELLED and item.state != ItemState.CANCELLED
    }


def _new_and_changed(
    order: OrderInfo, live: dict[int, TicketItem], line_ids: Collection[int] | None
) -> Iterable[Difference]:
    for line in _wanted(order):
        known = live.get(line.id)
        station = line.station or DEFAULT_STATION
        if known is None and (line_ids is None or line.id in line_ids):
            yield Difference(Delta.NEW, station, line, line.quantity)
        elif known is not None and known.quantity != line.quantity and known.state != ItemState.SERVED:
            yield Difference(Delta.CHANGED, station, line, line.quantity, previous=known.quantity)


def _cancelled(order: OrderInfo, live: dict[int, TicketItem]) -> Iterable[Difference]:
    wanted = {line.id for line in _wanted(order)}
    for line_id, item in live.items():
        if line_id not in wanted and item.state != ItemState.SERVED:
            yield Difference(Delta.CANCELLED, item.ticket.station.code, item, item.quantity)


def _wanted(order: OrderInfo) -> list[LineInfo]:
    if order.is_called_off:
        return []
    return [line for line in order.lines if line.kind == LineKind.ITEM and line.quantity > 0 and not line.is_voided]


def _line_id(difference: Difference) -> int:
    line = difference.line
    return line.line_id if isinstance(line, TicketItem) else line.id


def _write(locked: LockedOrder, differences: list[Difference], prep: timedelta) -> list[Ticket]:
    """One ticket for each station and kind of difference, in the order's own order of lines.

    What is added later is due its own time after it was asked for; the first tickets are due with the order.
    """
    order, at = locked.order, now()
    added_due = max(order.due_at, at + prep) if locked.tickets else order.due_at
    stations = open_stations(venue_id=order.venue_id, codes={difference.station for difference in differences})
    groups: dict[tuple[str, Delta], list[Difference]] = {}
    for difference in differences:
        groups.setdefault((difference.station, difference.delta), []).append(difference)
    tickets = Ticket.objects.bulk_create([
        Ticket(
            order=order,
            station=stations[station],
            venue_id=order.venue_id,
            kind=delta,
            sequence=number,
            created_at=at,
            fires_at=max(order.fires_at, at),
            due_at=added_due if delta is Delta.NEW else order.due_at,
        )
        for number, (station, delta) in enumerate(groups, start=len(locked.tickets) + 1)
    ])  # fmt: skip
    items = TicketItem.objects.bulk_create([
        _item(ticket, position, difference, at)
        for ticket, group in zip(tickets, groups.values(), strict=True)
        for position, difference in enumerate(group)
    ])  # fmt: skip
    ItemStep.objects.bulk_create([ItemStep(item=item, state=item.state, at=at, actor=SYSTEM) for item in items])
    return tickets


def _item(ticket: Ticket, position: int, difference: Difference, at: datetime) -> TicketItem:
    line = difference.line
    if isinstance(line, TicketItem):
        modifiers, line_id = line.modifiers, line.line_id
    else:
        modifiers, line_id = _modifiers(line), line.id
    is_cancelled = difference.delta is Delta.CANCELLED
    return TicketItem(
        ticket=ticket,
        line_id=line_id,
        delta=difference.delta,
        position=position,
        name=line.name,
        size_name=line.size_name,
        quantity=difference.quantity,
        previous_quantity=difference.previous,
        modifiers=modifiers,
        note=line.note,
        allergens=list(line.allergens),
        state=ItemState.CANCELLED if is_cancelled else ItemState.QUEUED,
        changed_at=at,
        changed_by=SYSTEM,
    )


def _modifiers(line: LineInfo) -> list[str]:
    """As a cook counts them: a free olive and a paid one are two olives."""
    counts: Counter[str] = Counter()
    for choice in line.modifiers:
        counts[choice.name] += choice.quantity
    return [name if count == 1 else f"{count} × {name}" for name, count in counts.items()]
