"""A station is done with a ticket."""

from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.outbox.publish import publish
from tenant_apps.kitchen.contracts import TicketInfo
from tenant_apps.kitchen.errors import TicketBumpedError
from tenant_apps.kitchen.events import TicketBumped
from tenant_apps.kitchen.models import Ticket
from tenant_apps.kitchen.services.announce import announce
from tenant_apps.kitchen.services.lock_order import LockedOrder, lock_order_of_ticket
from tenant_apps.kitchen.services.move_items import move_items
from tenant_apps.kitchen.services.report_progress import report_progress


def bump_ticket(*, ticket_id: int, actor: str) -> TicketInfo:
    """Every item still wanted is ready and the ticket leaves the screen; with the last one, the order is ready.

    Raises TicketNotFoundError, TicketBumpedError.
    """
    with transaction.atomic():
        locked = lock_order_of_ticket(ticket_id=ticket_id)
        ticket = locked.ticket(ticket_id)
        if ticket.bumped_at is not None:
            raise TicketBumpedError
        move_items(items=ticket.items.all(), verb="finish", actor=actor)
        close(locked=locked, ticket=ticket, actor=actor)
    return ticket.as_info()


def close(*, locked: LockedOrder, ticket: Ticket, actor: str) -> None:
    """Take a finished ticket off the screen and say so. The caller holds the order's lock."""
    ticket.bumped_at, ticket.bumped_by = now(), actor
    ticket.save(update_fields=["bumped_at", "bumped_by"])
    report_progress(locked=locked, actor=actor)
    publish(TicketBumped(order_id=ticket.order_id, venue_id=ticket.venue_id, ticket_id=ticket.pk))
    announce(venue_id=ticket.venue_id, event="ticket.bumped", ticket_id=ticket.pk)
