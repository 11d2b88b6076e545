"""Facts ordering tells."""

from dataclasses import dataclass
from typing import ClassVar

from comanda.kernel.outbox.contracts import Event


@dataclass(frozen=True, slots=True)
class OrderPlaced(Event):
    name: ClassVar[str] = "ordering.order_placed"
    order_id: int
    venue_id: int
    channel: str
    service: str


@dataclass(frozen=True, slots=True)
class OrderConfirmed(Event):
    """The venue will make it: payment is settled or promised, and it was accepted. Kitchens start here."""

    name: ClassVar[str] = "ordering.order_confirmed"
    order_id: int
    venue_id: int


@dataclass(frozen=True, slots=True)
class OrderLinesSent(Event):
    """Lines added to a confirmed order were sent to the kitchen."""

    name: ClassVar[str] = "ordering.order_lines_sent"
    order_id: int
    venue_id: int
    line_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderLineVoided(Event):
    """A line of a confirmed order will not be made after all."""

    name: ClassVar[str] = "ordering.order_line_voided"
    order_id: int
    venue_id: int
    line_id: int


@dataclass(frozen=True, slots=True)
class OrderStateChanged(Event):
    """Any step of the order machine, for live screens and messages to guests."""

    name: ClassVar[str] = "ordering.order_state_changed"
    order_id: int
    venue_id: int
    state: str
    previous: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OrderPaymentChanged(Event):
    name: ClassVar[str] = "ordering.order_payment_changed"
    order_id: int
    venue_id: int
    payment_state: str
