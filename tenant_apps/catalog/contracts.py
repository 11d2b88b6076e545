"""A published menu as every other room sees it: resolved, immutable, and complete in itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class MenuImage:
    """Sources by width in pixels, and the colour to show while they load."""

    sources: Mapping[int, str]
    alt: str
    colour: str = "#d9d2c5"
    width: int = 800
    height: int = 600


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

    def price_for(self, service: str) -> Decimal:
        return self.service_prices.get(service, self.price)


@dataclass(frozen=True, slots=True)
class MenuOption:
    """One choice of a modifier group: a reference to an item, with the price it has in this place."""

    id: int
    item_id: int
    name: str
    price: Decimal
    is_default: bool = False
    tax_category: str = TaxCategory.FOOD
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
