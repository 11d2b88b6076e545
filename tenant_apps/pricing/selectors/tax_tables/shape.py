"""The shape of a country's table."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

EVERYWHERE = frozenset({"pickup", "delivery", "dine_in"})
AWAY = frozenset({"pickup", "delivery"})
INSIDE = frozenset({"dine_in"})

ALL = frozenset({"food", "soft_drink", "alcohol", "cold_takeaway", "goods", "service"})
EATEN = frozenset({"food", "cold_takeaway"})
DRINKS = frozenset({"soft_drink", "alcohol"})


@dataclass(frozen=True, slots=True)
class Rate:
    """`percent` on these categories served these ways, from `since` on, until a later row says otherwise."""

    percent: str
    categories: frozenset[str] = ALL
    services: frozenset[str] = EVERYWHERE
    since: date = date(1990, 1, 1)

    @property
    def rate(self) -> Decimal:
        return Decimal(self.percent) / 100

    def covers(self, category: str, service: str, on: date) -> bool:
        return category in self.categories and service in self.services and self.since <= on


@dataclass(frozen=True, slots=True)
class CountryTable:
    """Of the rows that cover a case, the last one counts: general first, special and newer after."""

    source: str
    rates: tuple[Rate, ...] = field(default_factory=tuple)
    included: bool = True
    """Prices shown to consumers carry the tax."""
    is_local: bool = False
    """The rate depends on state and town: the venue brings its own, these rows (if any) hold without one."""
