"""How a demo restaurant is described: plain data that the seed turns into a tenant through the product's services."""

from dataclasses import dataclass, field
from decimal import Decimal

from tenant_apps.venues.contracts import NewZone, OpeningHours


@dataclass(frozen=True, slots=True)
class Dish:
    """`sizes` are (name, price, scale); a dish of one size has one without a name."""

    name: str
    sizes: tuple[tuple[str, str, str], ...]
    about: str = ""
    ingredients: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    diets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    spicy: int = 0
    calories: int | None = None
    is_featured: bool = False
    love: float = 1.0
    """How often it is chosen beside its neighbours."""
    summer: float = 1.0
    """Factor on `love` in the warm months."""


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    dishes: tuple[Dish, ...]
    about: str = ""
    tax: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A modifier group. `options` are (name, price); the first is the default where one must be chosen."""

    code: str
    name: str
    options: tuple[tuple[str, str], ...]
    minimum: int = 0
    maximum: int | None = None
    included: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    role: str
    venues: tuple[str, ...] = ()
    """Codes; none: everywhere."""


@dataclass(frozen=True, slots=True)
class VenueSpec:
    name: str
    code: str
    address: str
    city: str
    postcode: str
    latitude: str
    longitude: str
    phone: str
    email: str
    hours: tuple[OpeningHours, ...]
    zones: tuple[NewZone, ...]
    tables: tuple[str, ...]
    orders_a_day: float
    closed: tuple[tuple[int, int, str], ...] = ()
    """Month, day and name of yearly holidays."""
    auto_accept: bool = False
    prep_minutes: int = 20


@dataclass(frozen=True, slots=True)
class Theme:
    brand: str
    accent: str
    family: str
    corner: str


@dataclass(frozen=True, slots=True)
class TenantSpec:
    name: str
    slug: str
    kind: str
    country: str
    currency: str
    timezone: str
    languages: tuple[str, ...]
    theme: Theme
    venues: tuple[VenueSpec, ...]
    sections: tuple[Section, ...]
    choices: tuple[Choice, ...]
    people: tuple[Person, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    streets: tuple[str, ...]
    phone_prefix: str
    """Numbers nobody has: the simulator knows its own guests by it."""
    slow_months: dict[int, float] = field(default_factory=dict)
    """Month -> factor on the usual number of orders."""


@dataclass(frozen=True, slots=True)
class SeedSize:
    """How much of a past to make up."""

    days: int = 365
    customers: int = 320
    share: float = 1.0
    """Factor on every venue's orders a day."""
    pictures: bool = True


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone who orders in the demo; `customer_id` None: came by once."""

    name: str
    phone: str
    email: str
    customer_id: int | None
    street: str
    postcode: str
    latitude: Decimal
    longitude: Decimal
    zone_id: int | None
    venue_id: int
