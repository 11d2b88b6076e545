"""Facts the catalog tells."""

from dataclasses import dataclass
from typing import ClassVar

from comanda.kernel.outbox.contracts import Event


@dataclass(frozen=True, slots=True)
class MenuPublished(Event):
    name: ClassVar[str] = "catalog.menu_published"
    venue_id: int
    snapshot_id: int
    version: int
    actor_id: int | None = None
    """The user who published it; None: the system."""


@dataclass(frozen=True, slots=True)
class ItemEightySixed(Event):
    name: ClassVar[str] = "catalog.item_eighty_sixed"
    venue_id: int
    item_id: int
    until: str | None
    """ISO 8601, UTC; None: till brought back."""
    reason: str


@dataclass(frozen=True, slots=True)
class ItemBroughtBack(Event):
    name: ClassVar[str] = "catalog.item_brought_back"
    venue_id: int
    item_id: int
