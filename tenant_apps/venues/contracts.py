"""What other apps know of a venue: where it is, when it is open, how it serves, and where it delivers."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum


class ServiceType(StrEnum):
    """How food reaches the guest."""

    PICKUP = "pickup"
    DELIVERY = "delivery"
    DINE_IN = "dine_in"


class Channel(StrEnum):
    """Where an order came from."""

    WEB = "web"
    COUNTER = "counter"
    TABLE = "table"
    API = "api"
    IMPORT = "import"


TAXED_LOCALLY = frozenset({"US", "CA", "ID"})
"""Countries whose states, towns or regions set the tax on meals: each venue says its own."""


@dataclass(frozen=True, slots=True)
class VenueInfo:
    id: int
    name: str
    slug: str
    code: str
    """Short branch code printed on order numbers, such as `MI1`."""
    country: str
    currency: str
    timezone: str
    languages: tuple[str, ...]
    address: str
    city: str
    postcode: str
    latitude: Decimal | None
    longitude: Decimal | None
    phone: str
    email: str
    services: frozenset[ServiceType]
    prep_minutes: int
    """Usual minutes from acceptance to ready."""
    auto_accept: bool
    """Orders are confirmed without a person pressing Accept."""
    day_ends_at: time
    """Local time at which the business day turns over."""
    is_active: bool
    tax_number: str = ""
    last_order_minutes: int = 15
    """Minutes before closing at which the last order is taken."""
    slot_minutes: int = 15
    """Distance between the times a guest may ask for."""
    days_ahead: int = 1
    """How many days after today a guest may order for."""
    sales_tax_percent: Decimal | None = None
    """What the town adds to the price, where towns set the tax (8.25). None: not told yet."""

    @property
    def sales_tax_rate(self) -> Decimal | None:
        """0.0825 where the town adds 8.25 percent."""
        return None if self.sales_tax_percent is None else self.sales_tax_percent / 100


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """One interval of a weekday (Monday is 0). `closes` at or before `opens` means past midnight."""

    weekday: int
    opens: time
    closes: time
    service: ServiceType | None = None
    """None: for every service the venue offers."""


@dataclass(frozen=True, slots=True)
class OpenState:
    is_open: bool
    until: datetime | None = None
    """When it closes, if open."""
    opens_at: datetime | None = None
    """When it opens next, if closed and known within a week."""
    reason: str = ""
    """Why it is closed on a day it usually opens, such as a holiday's name."""
    last_order_at: datetime | None = None
    """Until when it takes orders for as soon as possible, if open."""

    def takes_orders(self, at: datetime) -> bool:
        """Open, and not yet past the last order."""
        return self.is_open and self.last_order_at is not None and at <= self.last_order_at


@dataclass(frozen=True, slots=True)
class ZoneInfo:
    """A delivery zone as it stands; orders copy what they need of it."""

    id: int
    venue_id: int
    name: str
    fee: Decimal
    minimum: Decimal
    """Smallest basket (as the menu prices it, before fees) that may be delivered here."""
    free_from: Decimal | None
    """Basket from which delivery is free; None: never."""
    minutes: int
    """Usual minutes on the road."""
    polygon: tuple[tuple[float, float], ...] = ()
    """Outer ring as (longitude, latitude), as GeoJSON has it."""
    postcodes: tuple[str, ...] = ()
    priority: int = 0

    def fee_for(self, basket: Decimal) -> Decimal:
        """What delivery costs for items worth `basket` (gross, before fees)."""
        return Decimal(0) if self.free_from is not None and basket >= self.free_from else self.fee


@dataclass(frozen=True, slots=True)
class NewZone:
    """A delivery zone as drawn by its owner."""

    name: str
    polygon: tuple[tuple[float, float], ...]
    fee: Decimal = Decimal(0)
    minimum: Decimal = Decimal(0)
    free_from: Decimal | None = None
    minutes: int = 20
    postcodes: tuple[str, ...] = ()
    priority: int = 0


@dataclass(frozen=True, slots=True)
class TableInfo:
    id: int
    venue_id: int
    name: str
    token: str
    seats: int


@dataclass(frozen=True, slots=True)
class HoursException:
    """A date that differs from the week: closed, or open at other hours."""

    day: date
    name: str
    intervals: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class NewVenue:
    """What opening a venue takes."""

    name: str
    city: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    timezone: str = ""
    """Empty: the tenant's."""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    services: frozenset[ServiceType] = field(default_factory=lambda: frozenset(ServiceType))
    hours: tuple[OpeningHours, ...] = ()
    code: str = ""
    slug: str = ""
    """Empty: made from the name."""
    tax_number: str = ""
    auto_accept: bool = False
    prep_minutes: int = 20


@dataclass(frozen=True, slots=True)
class VenueProfile:
    """What a manager may change about a venue that is already there."""

    name: str
    address: str
    city: str
    postcode: str
    phone: str
    email: str
    timezone: str
    latitude: Decimal | None
    longitude: Decimal | None
    services: frozenset[ServiceType]
    prep_minutes: int
    last_order_minutes: int
    slot_minutes: int
    days_ahead: int
    auto_accept: bool
    day_ends_at: time
    is_active: bool
    tax_number: str = ""
    sales_tax_percent: Decimal | None = None
