"""A small menu and two venues, built by hand: pricing needs no database."""

from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal

from tenant_apps.catalog.contracts import Menu, MenuCategory, MenuGroup, MenuItem, MenuOption, MenuSize
from tenant_apps.venues.contracts import ServiceType, VenueInfo

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

EXTRAS = MenuGroup(
    id=1,
    name="Extras",
    minimum=0,
    maximum=4,
    included=1,
    options=(
        MenuOption(id=11, item_id=201, name="Olives", price=Decimal("0.50"), max_quantity=2),
        MenuOption(id=12, item_id=202, name="Burrata", price=Decimal("3.20"), allergens=frozenset({"milk"})),
    ),
)
CRUST = MenuGroup(
    id=2,
    name="Crust",
    minimum=1,
    maximum=1,
    included=0,
    options=(
        MenuOption(id=21, item_id=211, name="Thin", price=Decimal(0), is_default=True),
        MenuOption(id=22, item_id=212, name="Stuffed", price=Decimal("2.00")),
    ),
)
DRINK = MenuGroup(
    id=3,
    name="With it",
    minimum=0,
    maximum=4,
    included=0,
    options=(
        MenuOption(id=31, item_id=102, name="Lager", price=Decimal("4.40"), tax_category="alcohol", max_quantity=2),
        MenuOption(id=32, item_id=103, name="Water", price=Decimal("1.50"), tax_category="soft_drink"),
    ),
)
PIZZA = MenuItem(
    id=101,
    name="Margherita",
    slug="margherita",
    description="",
    category_id=1,
    tax_category="food",
    sizes=(
        MenuSize(id=1011, name="Small", price=Decimal("6.50"), service_prices={"delivery": Decimal("7.00")}),
        MenuSize(id=1012, name="Large", price=Decimal("9.90")),
    ),
    groups=(EXTRAS, CRUST, DRINK),
    allergens=frozenset({"gluten"}),
    station="pizza",
)
BEER = MenuItem(
    id=102,
    name="Lager",
    slug="lager",
    description="",
    category_id=2,
    tax_category="alcohol",
    sizes=(MenuSize(id=1021, name="", price=Decimal("4.40")),),
)
MENU = Menu(
    snapshot_id=7,
    venue_id=1,
    version=3,
    currency="EUR",
    published_at=NOON,
    etag="x",
    categories=(MenuCategory(1, "Pizza", "pizza", None, (101,)), MenuCategory(2, "Drinks", "drinks", None, (102,))),
    items={101: PIZZA, 102: BEER},
)
MILAN = VenueInfo(
    id=1,
    name="Milano",
    slug="milano",
    code="MI1",
    country="IT",
    currency="EUR",
    timezone="Europe/Rome",
    languages=("it", "en"),
    address="Via Torino 1",
    city="Milano",
    postcode="20123",
    latitude=None,
    longitude=None,
    phone="",
    email="",
    services=frozenset(ServiceType),
    prep_minutes=20,
    auto_accept=False,
    day_ends_at=time(4),
    is_active=True,
)
AUSTIN = replace(
    MILAN, id=2, country="US", currency="USD", timezone="America/Chicago", sales_tax_percent=Decimal("8.25")
)
