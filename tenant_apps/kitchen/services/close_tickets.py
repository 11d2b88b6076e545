"""Tickets nobody needs to work on any more leave the screens by themselves."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from comanda.kernel.clock import now
from tenant_apps.kitchen.contracts import Delta, ItemState
from tenant_apps.kitchen.models import Ticket
from tenant_apps.kitchen.services.announce import announce
from tenant_apps.kitchen.services.lock_order import LockedOrder, lock_order
from tenant_apps.kitchen.services.move_items import move_items


def close_empty_tickets(*, locked: LockedOrder, actor: str) -> None:
    """Close open tickets whose every item was cancelled; the cancellation's own ticket stays until a cook saw it."""
    empty = [
        ticket
        for ticket in locked.tickets
        if ticket.bumped_at is None
        and ticket.kind != Delta.CANCELLED
        and all(item.state == ItemState.CANCELLED for item in ticket.items.all())
    ]
    _close(empty, actor)


def finish_order(*, order_id: int, before: datetime, actor: str, served: bool = False) -> None:
    """The order was declared ready (or handed over) at the pass: what lay at the stations `before` that is done.

    Tickets sent after it are for lines added since, and stay.
    """
    with transaction.atomic():
        locked = lock_order(order_id=order_id)
        if locked is not None:
            _finish(locked, [ticket for ticket in locked.tickets if ticket.created_at <= before], actor, served=served)


def finish_tickets(*, order_id: int, ticket_ids: Collection[int], actor: str, served: bool = False) -> None:
    """These tickets alone: they came when their order had left the pass already."""
    with transaction.atomic():
        locked = lock_order(order_id=order_id)
        if locked is not None:
            _finish(locked, [ticket for ticket in locked.tickets if ticket.pk in ticket_ids], actor, served=served)


def _finish(locked: LockedOrder, tickets: list[Ticket], actor: str, *, served: bool) -> None:
    items = [item for ticket in tickets for item in ticket.items.all()]
    moved = move_items(items=items, verb="finish", actor=actor)
    if served:
        moved += move_items(items=items, verb="serve", actor=actor)
    still_open = [ticket for ticket in tickets if ticket.bumped_at is None]
    _close(still_open, actor)
    if moved or still_open:
        announce(venue_id=locked.order.venue_id, event="tickets.closed")


def _close(tickets: list[Ticket], actor: str) -> None:
    at = now()
    for ticket in tickets:
        ticket.bumped_at, ticket.bumped_by = at, actor
    Ticket.objects.bulk_update(tickets, ["bumped_at", "bumped_by"])
