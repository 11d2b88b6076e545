"""Whoever changes a ticket holds its order: two stations finishing at once must see each other's work."""

from dataclasses import dataclass

from tenant_apps.kitchen.errors import TicketNotFoundError
from tenant_apps.kitchen.models import KitchenOrder, Ticket


@dataclass(slots=True)
class LockedOrder:
    """An order with its tickets and items as they stand under the lock."""

    order: KitchenOrder
    tickets: list[Ticket]

    def ticket(self, ticket_id: int) -> Ticket:
        return next(ticket for ticket in self.tickets if ticket.pk == ticket_id)


def lock_order_of_ticket(*, ticket_id: int) -> LockedOrder:
    """Lock the order of a ticket. Raises TicketNotFoundError. Call inside a transaction."""
    found = Ticket.objects.filter(pk=ticket_id).values_list("order_id", flat=True).first()
    if found is None:
        raise TicketNotFoundError
    locked = lock_order(order_id=found)
    if locked is None:
        raise TicketNotFoundError
    return locked


def lock_order(*, order_id: int) -> LockedOrder | None:
    """Lock an order the kitchen knows; None for one it has never heard of."""
    order = KitchenOrder.objects.select_for_update().filter(pk=order_id).first()
    if order is None:
        return None
    return LockedOrder(order, list(Ticket.objects.filter(order_id=order_id).with_contents().order_by("sequence")))
