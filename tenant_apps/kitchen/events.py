"""Facts the kitchen tells."""

from dataclasses import dataclass
from typing import ClassVar

from comanda.kernel.outbox.contracts import Event


@dataclass(frozen=True, slots=True)
class TicketsSent(Event):
    """New tickets lie at their stations."""

    name: ClassVar[str] = "kitchen.tickets_sent"
    order_id: int
    venue_id: int
    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TicketBumped(Event):
    """A station is done with a ticket."""

    name: ClassVar[str] = "kitchen.ticket_bumped"
    order_id: int
    venue_id: int
    ticket_id: int
