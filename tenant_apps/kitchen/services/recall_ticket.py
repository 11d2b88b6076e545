"""A bumped ticket comes back: bumped by mistake, dropped, sent back by the guest."""

from django.db import transaction

from tenant_apps.kitchen.contracts import TicketInfo
from tenant_apps.kitchen.errors import TicketOpenError
from tenant_apps.kitchen.services.announce import announce
from tenant_apps.kitchen.services.lock_order import lock_order_of_ticket
from tenant_apps.kitchen.services.move_items import move_items


def recall_ticket(*, ticket_id: int, actor: str) -> TicketInfo:
    """Its finished items are cooking again and it is back on the screen. The order's own state stays where it is.

    Raises TicketNotFoundError, TicketOpenError.
    """
    with transaction.atomic():
        locked = lock_order_of_ticket(ticket_id=ticket_id)
        ticket = locked.ticket(ticket_id)
        if ticket.bumped_at is None:
            raise TicketOpenError
        move_items(items=ticket.items.all(), verb="recall", actor=actor)
        ticket.bumped_at, ticket.bumped_by = None, ""
        ticket.save(update_fields=["bumped_at", "bumped_by"])
        announce(venue_id=ticket.venue_id, event="ticket.recalled", ticket_id=ticket.pk)
    return ticket.as_info()
