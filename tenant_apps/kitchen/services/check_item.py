"""A cook checks one item off, or takes the check back."""

from django.db import transaction

from tenant_apps.kitchen.contracts import ITEM_MACHINE, ItemState, TicketInfo
from tenant_apps.kitchen.errors import TicketBumpedError, TicketNotFoundError
from tenant_apps.kitchen.models import TicketItem
from tenant_apps.kitchen.services.announce import announce
from tenant_apps.kitchen.services.bump_ticket import close
from tenant_apps.kitchen.services.lock_order import lock_order_of_ticket
from tenant_apps.kitchen.services.move_items import move_items
from tenant_apps.kitchen.services.report_progress import report_progress

_DONE = {ItemState.READY, ItemState.CANCELLED}


def check_item(*, item_id: int, actor: str) -> TicketInfo:
    """The item is ready. With the ticket's last one the ticket is bumped: nobody needs to tap twice.

    Raises TicketNotFoundError, TicketBumpedError, TransitionRefusedError.
    """
    return _move(item_id=item_id, verb="finish", actor=actor)


def uncheck_item(*, item_id: int, actor: str) -> TicketInfo:
    """The item is not ready after all: it is cooking. Raises as check_item."""
    return _move(item_id=item_id, verb="recall", actor=actor)


def _move(*, item_id: int, verb: str, actor: str) -> TicketInfo:
    with transaction.atomic():
        ticket_id = TicketItem.objects.filter(pk=item_id).values_list("ticket_id", flat=True).first()
        if ticket_id is None:
            raise TicketNotFoundError
        locked = lock_order_of_ticket(ticket_id=ticket_id)
        ticket = locked.ticket(ticket_id)
        if ticket.bumped_at is not None:
            raise TicketBumpedError
        items = list(ticket.items.all())
        item = next(item for item in items if item.pk == item_id)
        ITEM_MACHINE.target(item.state, verb)  # refuses aloud what move_items would pass over
        move_items(items=[item], verb=verb, actor=actor)
        if all(other.state in _DONE for other in items):
            close(locked=locked, ticket=ticket, actor=actor)
        else:
            report_progress(locked=locked, actor=actor)
            announce(venue_id=ticket.venue_id, event="ticket.changed", ticket_id=ticket.pk)
    return ticket.as_info()
