"""A cook takes a ticket on."""

from django.db import transaction

from tenant_apps.kitchen.contracts import TicketInfo
from tenant_apps.kitchen.errors import TicketBumpedError
from tenant_apps.kitchen.services.announce import announce
from tenant_apps.kitchen.services.lock_order import lock_order_of_ticket
from tenant_apps.kitchen.services.move_items import move_items
from tenant_apps.kitchen.services.report_progress import report_progress


def start_ticket(*, ticket_id: int, actor: str) -> TicketInfo:
    """All of its queued items are cooking; the order's preparation has begun. Starting twice changes nothing.

    Raises TicketNotFoundError, TicketBumpedError.
    """
    with transaction.atomic():
        locked = lock_order_of_ticket(ticket_id=ticket_id)
        ticket = locked.ticket(ticket_id)
        if ticket.bumped_at is not None:
            raise TicketBumpedError
        move_items(items=ticket.items.all(), verb="start", actor=actor)
        report_progress(locked=locked, actor=actor)
        announce(venue_id=ticket.venue_id, event="ticket.started", ticket_id=ticket.pk)
    return ticket.as_info()
