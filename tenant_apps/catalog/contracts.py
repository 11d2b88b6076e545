"""A published menu as every other room sees it: resolved, immutable, and complete in itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Longest:
    """How many characters fit, in the tables and in everything that fills them."""

    ITEM_NAME = 120
    CATEGORY_NAME = GROUP_NAME = INGREDIENT_NAME = 80
    SIZE_NAME = 40
    DESCRIPTION = 600
    CATEGORY_DESCRIPTION = 300
    CODE = 60
    STATION = 40
    CONDITION = 20
    """Of a price: its channel or service."""
    REASON = 200
    ALT = 200


HOTTEST = 3
MOST_CALORIES = 10_000
MOST_OF_ONE_OPTION = 100
MOST_CHOICES = 100


class Allergen(StrEnum):
    """The fourteen of Regulation (EU) No 1169/2011, Annex II."""

    GLUTEN = "gluten"
    CRUSTACEANS = "crustaceans"
    EGGS = "eggs"
    FISH = "fish"
    PEANUTS = "peanuts"
    SOYBEANS = "soybeans"
    MILK = "milk"
    NUTS = "nuts"
    CELERY = "celery"
    MUSTARD = "mustard"
    SESAME = "sesame"
    SULPHITES = "sulphites"
    LUPIN = "lupin"
    MOLLUSCS = "molluscs"


class Diet(StrEnum):
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    GLUTEN_FREE = "gluten_free"
    HALAL = "halal"
    ORGANIC = "organic"


class TaxCategory(StrEnum):
    """What kind of thing is sold, for the tax tables; the rate follows from country, service and date."""

    FOOD = "food"
    SOFT_DRINK = "soft_drink"
    ALCOHOL = "alcohol"
    COLD_TAKEAWAY = "cold_takeaway"
    GOODS = "goods"
    SERVICE = "service"


class PricedService(StrEnum):
    """The services a price may depend on: all there are. Venues, who own the word, are a sibling."""

    PICKUP = "pickup"
    DELIVERY = "delivery"
    DINE_IN = "dine_in"


class PricedChannel(StrEnum):
    """The channels a price may depend on: those that sell by the menu."""

    WEB = "web"
    COUNTER = "counter"
    TABLE = "table"
    API = "api"


@dataclass(frozen=True, slots=True)
class MenuImage:
    """Sources by width in pixels, and the colour to show while they load."""

    sources: Mapping[int, str]
    alt: str
    colour: str = "#d9d2c5"
    width: int = 800
    height: int = 600


@dataclass(frozen=True, slots=True)
class SpecialPrice:
    """A price bound to a channel or to hours; conditions left empty always hold."""

    price: Decimal
    channel: str = ""
    service: str = ""
    weekdays: int = 0b1111111
    """A bit per weekday, Monday the lowest."""
    starts_at: time | None = None
    ends_at: time | None = None
    """Local time; at or before `starts_at` means past midnight, and the weekday is that of the start."""

    def holds(self, service: str, channel: str, at: datetime | None) -> bool:
        """Whether it applies; `at` in the venue's local time, None: outside any hours."""
        if (self.channel and self.channel != channel) or (self.service and self.service != service):
            return False
        if self.starts_at is None or self.ends_at is None:
            return self.weekdays == 0b1111111 or (at is not None and bool(self.weekdays >> at.weekday() & 1))
        if at is None:
            return False
        day, clock = at.weekday(), at.time()
        if self.starts_at < self.ends_at:
            return self.starts_at <= clock < self.ends_at and bool(self.weekdays >> day & 1)
        if clock >= self.starts_at:
            return bool(self.weekdays >> day & 1)
        return clock < self.ends_at and bool(self.weekdays >> (at - timedelta(days=1)).weekday() & 1)


@dataclass(frozen=True, slots=True)
class MenuSize:
    """A portion with its own price. An item always has at least one."""

    id: int
    name: str
    """Empty where an item comes in one size only."""
    price: Decimal
    code: str = ""
    service_prices: Mapping[str, Decimal] = field(default_factory=dict)
    """ServiceType -> price, only where it differs."""
    scale: Decimal = Decimal(1)
    """Factor on the recipe's quantities."""
    special_prices: tuple[SpecialPrice, ...] = ()
    """Most specific first: hours before channel before service before venue."""

    def price_for(self, service: str, channel: str = "", at: datetime | None = None) -> Decimal:
        """What it costs; `at` in the venue's local time, where prices by the hour should count."""
        for special in self.special_prices:
            if special.holds(service, channel, at):
                return special.price
        return self.service_prices.get(service, self.price)


@dataclass(frozen=True, slots=True)
class MenuOption:
    """One choice of a modifier group: a reference to an item, with the price it has in this place."""

    id: int
    item_id: int
    name: str
    price: Decimal
    is_default: bool = False
    tax_category: str = ""
    """Of the item it refers to. Empty where nobody has said: it shares the tax of the dish it is chosen for."""
    allergens: frozenset[str] = frozenset()
    max_quantity: int = 1


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """A modifier group as linked to one item: the rules live on the link."""

    id: int
    name: str
    minimum: int
    maximum: int | None
    """None: as many as there are."""
    included: int
    """How many choices are free before prices count, cheapest first."""
    options: tuple[MenuOption, ...]


@dataclass(frozen=True, slots=True)
class MenuItem:
    id: int
    name: str
    slug: str
    description: str
    category_id: int
    tax_category: str
    sizes: tuple[MenuSize, ...]
    groups: tuple[MenuGroup, ...] = ()
    ingredients: tuple[str, ...] = ()
    allergens: frozenset[str] = frozenset()
    diets: frozenset[str] = frozenset()
    spicy: int = 0
    """0 to 3 chillies."""
    calories: int | None = None
    is_featured: bool = False
    image: MenuImage | None = None
    station: str = ""
    """Kitchen station that makes it, such as `pizza`; empty: the default one."""

    def size(self, size_id: int | None) -> MenuSize | None:
        """The size with that id, or the first where None is asked."""
        if size_id is None:
            return self.sizes[0]
        return next((size for size in self.sizes if size.id == size_id), None)


@dataclass(frozen=True, slots=True)
class MenuCategory:
    id: int
    name: str
    slug: str
    parent_id: int | None
    item_ids: tuple[int, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """An immutable snapshot: what a venue sold, for how much, as of one publication."""

    snapshot_id: int
    venue_id: int
    version: int
    currency: str
    published_at: datetime
    etag: str
    categories: tuple[MenuCategory, ...]
    items: Mapping[int, MenuItem]


@dataclass(frozen=True, slots=True)
class EightySixed:
    """An item that is off for now. `until` None: till someone brings it back."""

    item_id: int
    venue_id: int
    channel: str
    """Empty: on every channel."""
    until: datetime | None
    reason: str
    source: str
    """Who or what took it off: `staff`, `stock`, `integration`."""


@dataclass(frozen=True, slots=True)
class ItemRef:
    """An item in one size, found by a code or a name from outside. Prices are the draft's, not a venue's."""

    item_id: int
    size_id: int
    name: str
    size_name: str
    price: Decimal
    tax_category: str


@dataclass(frozen=True, slots=True)
class MenuChange:
    """One line of what a publication would change, for people to read."""

    kind: str
    """`added`, `removed`, `price`, `changed`, `moved`."""
    subject: str
    """The item's or category's name."""
    detail: str = ""
    """Such as `Large: 9.00 → 9.50`."""
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category as someone wants it to be. Empty tax category or station: inherited."""

    name: str = field(metadata={"most": Longest.CATEGORY_NAME})
    description: str = field(default="", metadata={"most": Longest.CATEGORY_DESCRIPTION})
    parent_id: int | None = None
    tax_category: str = field(default="", metadata={"choices": TaxCategory})
    station: str = field(default="", metadata={"most": Longest.STATION})
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class SizeDraft:
    price: Decimal
    name: str = field(default="", metadata={"most": Longest.SIZE_NAME})
    id: int | None = None
    """None: a new one."""
    code: str = field(default="", metadata={"most": Longest.CODE})
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class PriceChange:
    """What a size cost before and after."""

    size_id: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """What one option is on one item, where that differs from the group. None: as in the group."""

    option_id: int
    price: Decimal | None = None
    is_default: bool | None = None


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """That an item offers a group, and by which rules."""

    group_id: int
    minimum: int = field(default=0, metadata={"least": 0, "most": MOST_CHOICES})
    maximum: int | None = field(default=None, metadata={"least": 1, "most": MOST_CHOICES})
    included: int = field(default=0, metadata={"least": 0, "most": MOST_CHOICES})
    choices: tuple[ChoiceDraft, ...] | None = None
    """None leaves them as they are."""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item as someone wants it to be, complete: what is not in it is taken away."""

    name: str = field(metadata={"most": Longest.ITEM_NAME})
    sizes: tuple[SizeDraft, ...]
    category_id: int | None = None
    description: str = field(default="", metadata={"most": Longest.DESCRIPTION})
    code: str = field(default="", metadata={"most": Longest.CODE})
    tax_category: str = field(default="", metadata={"choices": TaxCategory})
    station: str = field(default="", metadata={"most": Longest.STATION})
    ingredients: tuple[str, ...] = field(default=(), metadata={"most": Longest.INGREDIENT_NAME})
    allergens: tuple[str, ...] = field(default=(), metadata={"choices": Allergen})
    diets: tuple[str, ...] = field(default=(), metadata={"choices": Diet})
    spicy: int = field(default=0, metadata={"least": 0, "most": HOTTEST})
    calories: int | None = field(default=None, metadata={"least": 0, "most": MOST_CALORIES})
    is_featured: bool = False
    is_active: bool = True
    groups: tuple[LinkDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """One choice of a group: an item by id, or by a name that becomes an item of its own."""

    item_id: int | None = None
    name: str = field(default="", metadata={"most": Longest.ITEM_NAME})
    size_id: int | None = None
    price: Decimal | None = None
    """None: the item's own price; 0: free. A new item by name costs this, or nothing."""
    is_default: bool = False
    max_quantity: int = field(default=1, metadata={"least": 1, "most": MOST_OF_ONE_OPTION})


@dataclass(frozen=True, slots=True)
class GroupDraft:
    name: str = field(metadata={"most": Longest.GROUP_NAME})
    options: tuple[OptionDraft, ...]
    code: str = field(default="", metadata={"most": Longest.CODE})


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """A price that differs by venue, channel, service or hours; what is left empty holds everywhere."""

    size_id: int
    price: Decimal
    venue_id: int | None = None
    channel: str = ""
    service: str = ""
    weekdays: int = 0b1111111
    starts_at: time | None = None
    ends_at: time | None = None


@dataclass(frozen=True, slots=True)
class MadeDish:
    id: int
    name: str
    station: str
    """Empty: where its heading is made."""


@dataclass(frozen=True, slots=True)
class MadeHeading:
    """A heading of the draft with where its dishes are made."""

    id: int | None
    """None: dishes without a heading, options of others."""
    name: str
    station: str
    """Empty: the default station."""
    dishes: tuple[MadeDish, ...]


@dataclass(frozen=True, slots=True)
class MenuVenue:
    """What the catalog needs to know of a venue; handed down by the composition root."""

    id: int
    name: str
    slug: str
    currency: str
    timezone: str
    country: str = ""


class VenueDirectory(Protocol):
    """Where the catalog learns about venues, which are another room's."""

    def list_venues(self) -> tuple[MenuVenue, ...]: ...

    def find_venue(self, *, venue_id: int | None = None, slug: str = "") -> MenuVenue | None: ...

    def closing_time(self, *, venue_id: int, at: datetime) -> datetime | None:
        """When the venue closes next; None where its hours do not say."""
