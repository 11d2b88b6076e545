"""The kitchen's front door."""

from tenant_apps.kitchen.contracts import TicketInfo
from tenant_apps.kitchen.selectors import tickets
from tenant_apps.kitchen.services.bump_ticket import bump_ticket
from tenant_apps.kitchen.services.recall_ticket import recall_ticket
from tenant_apps.kitchen.services.start_ticket import start_ticket

__all__ = ["bump_ticket", "list_open_tickets", "recall_ticket", "start_ticket", "tickets_for_order"]


def tickets_for_order(*, order_id: int) -> tuple[TicketInfo, ...]:
    """All tickets of an order, in the order they were sent."""
    return tickets.list_tickets_of_order(order_id=order_id)


def list_open_tickets(*, venue_id: int, station: str = "") -> tuple[TicketInfo, ...]:
    """What a venue (or one of its stations) has still to make, most urgent first."""
    return tickets.list_open_tickets(venue_ids=(venue_id,), station=station)
