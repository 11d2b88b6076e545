"""Tickets as other rooms see them, and the machine each item runs through."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from comanda.kernel.machines import Machine


class ItemState(StrEnum):
    QUEUED = "queued"
    COOKING = "cooking"
    READY = "ready"
    SERVED = "served"
    CANCELLED = "cancelled"
    """Not wanted any more, or replaced by a changed one."""


class Delta(StrEnum):
    """What a ticket tells its station: tickets are differences, not copies of the order."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"


ITEM_MACHINE = Machine(
    name="ticket item",
    transitions={
        "start": {ItemState.QUEUED: ItemState.COOKING},
        "finish": {ItemState.QUEUED: ItemState.READY, ItemState.COOKING: ItemState.READY},
        "serve": {ItemState.READY: ItemState.SERVED},
        "recall": {ItemState.READY: ItemState.COOKING, ItemState.SERVED: ItemState.COOKING},
        "cancel": {
            ItemState.QUEUED: ItemState.CANCELLED,
            ItemState.COOKING: ItemState.CANCELLED,
            ItemState.READY: ItemState.CANCELLED,
        },
    },
)

DEFAULT_STATION = "kitchen"
"""Where lines go whose item names no station."""


@dataclass(frozen=True, slots=True)
class StationRow:
    """One station as the whole tenant knows it, by its code."""

    code: str
    name: str
    venues: int
    """At how many venues it has a screen."""


@dataclass(frozen=True, slots=True)
class StationInfo:
    id: int
    venue_id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TicketItemInfo:
    id: int
    line_id: int
    delta: str = field(metadata={"choices": Delta})
    state: str = field(metadata={"choices": ItemState})
    name: str
    size_name: str
    quantity: int
    previous_quantity: int | None = field(metadata={"about": "What was asked before, on a changed item."})
    modifiers: tuple[str, ...]
    note: str
    allergens: tuple[str, ...]
    changed_at: datetime
    changed_by: str = field(metadata={"about": "`staff:<user id>` or `system`."})


@dataclass(frozen=True, slots=True)
class TicketInfo:
    id: int
    venue_id: int
    station: StationInfo
    order_id: int
    reference: str = field(metadata={"about": "The order's number of the day, as people call it out."})
    kind: str = field(metadata={"choices": Delta})
    service: str
    table_name: str
    guest_name: str
    note: str
    created_at: datetime
    fires_at: datetime = field(
        metadata={"about": "When work should start: at once, or later for an order asked for a later time."}
    )
    due_at: datetime = field(metadata={"about": "When it should be ready."})
    bumped_at: datetime | None
    bumped_by: str
    items: tuple[TicketItemInfo, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.bumped_at is None

    def is_late(self, at: datetime) -> bool:
        """There is nothing to be made of what was called off."""
        return self.kind != Delta.CANCELLED and self.due_at <= at

    @property
    def is_cooking(self) -> bool:
        return any(item.state == ItemState.COOKING for item in self.items)

    @property
    def allergens(self) -> tuple[str, ...]:
        """Of everything on it that is still wanted, each once."""
        wanted = (item for item in self.items if item.state != ItemState.CANCELLED)
        return tuple(sorted({allergen for item in wanted for allergen in item.allergens}))


@dataclass(frozen=True, slots=True)
class AllDayCount:
    """How many of one dish are still to be made, across all open tickets."""

    name: str
    size_name: str
    quantity: int
