"""Cards, sheets, basket and checkout show one price: what the order will cost this guest, now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client

from comanda.kernel.clock import zone
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import Menu, PriceDraft, SpecialPrice
from tenant_apps.ordering.facade import list_orders
from tenant_apps.storefront.web.dayparts import prices_until
from tenant_apps.venues import facade as venues
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, add_zone, open_restaurant

HX = {"HX-Request": "true"}
GUEST = {"name": "Ada", "phone": "+39 02 1234567", "payment": "cash", "tip": "0", "key": "one-page"}
ADDRESS = {"street": "Via Solferino 3", "postcode": "20121", "city": "Milano"}


@pytest.fixture
def restaurant(tenant_a: TenantRef, db: None) -> Restaurant:
    """Small 6.50: 7.50 delivered, 5.00 at the table, 4.00 from 17:00 to 19:00 in Milan."""
    with use_tenant(tenant_a):
        found = open_restaurant()
        add_zone(found, postcodes=("20121",))
        venues.add_tables(venue_id=found.venue.id, names=["7"])
        catalog.save_price_rules(
            item_id=found.pizza,
            rules=[
                PriceDraft(size_id=found.small, price=Decimal("7.50"), service="delivery"),
                PriceDraft(size_id=found.small, price=Decimal("5.00"), channel="table"),
                PriceDraft(size_id=found.small, price=Decimal("4.00"), starts_at=time(17), ends_at=time(19)),
            ],
        )
        catalog.publish_menu(venue_id=found.venue.id)
        return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, hold_clock: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """Sets what time it is, for the pages and for how long they are kept."""
    start = datetime(2026, 11, 21, tzinfo=UTC)

    def set_to(moment: datetime) -> None:
        hold_clock(moment)
        seconds = SimpleNamespace(monotonic=(moment - start).total_seconds)
        monkeypatch.setattr("tenant_apps.storefront.web.page_cache.time", seconds)

    return set_to


NOON = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
HAPPY = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)


def card_price(client: Client, restaurant: Restaurant, address: str = "/v/centro/") -> str:
    page = client.get(address).content.decode()
    card = page.split(f"/items/{restaurant.pizza}/")[1].split("</article>")[0]
    return card.split('class="money">')[1].split("<")[0]


def sheet_prices(client: Client, restaurant: Restaurant) -> tuple[bool, bool, bool]:
    """Whether 6.50, 7.50 and 5.00 are on the dish's sheet."""
    sheet = client.get(f"/v/centro/items/{restaurant.pizza}/", headers=HX).content.decode()
    return tuple(f'data-minor="{minor}"' in sheet for minor in (650, 750, 500))  # type: ignore[return-value]


def put(client: Client, restaurant: Restaurant) -> str:
    client.post(
        "/v/centro/cart/lines/", {"item": restaurant.pizza, "size": restaurant.small, "quantity": 1}, headers=HX
    )
    return client.get("/v/centro/cart/", headers=HX).content.decode()


@pytest.mark.parametrize(
    ("service", "price", "total", "sheet"),
    [("pickup", "€6.50", "6.50", (True, False, False)), ("delivery", "€7.50", "10.50", (False, True, False))],
)
def test_one_price_from_the_card_to_the_order(
    client_a: Client,
    restaurant: Restaurant,
    tenant_a: TenantRef,
    clock: Callable[[datetime], None],
    service: str,
    price: str,
    total: str,
    sheet: tuple[bool, bool, bool],
) -> None:
    clock(NOON)
    assert card_price(client_a, restaurant, f"/v/centro/?service={service}") == price
    assert card_price(client_a, restaurant) == price, "remembered"
    assert sheet_prices(client_a, restaurant) == sheet
    assert price in put(client_a, restaurant)
    assert price in client_a.get("/v/centro/checkout/").content.decode()
    data = {**GUEST, **ADDRESS, "service": service, "expected_total": total}
    assert client_a.post("/v/centro/checkout/", data).status_code == 302
    with use_tenant(tenant_a):
        (order,) = list_orders()
    assert (order.service, order.channel, order.total) == (service, "web", Decimal(total))


def test_the_table_has_its_own_prices_until_another_service_is_asked_for(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef, clock: Callable[[datetime], None]
) -> None:
    clock(NOON)
    with use_tenant(tenant_a):
        (table,) = venues.list_tables(venue_id=restaurant.venue.id)
    assert card_price(client_a, restaurant) == "€6.50"
    client_a.get(f"/t/{table.token}/")
    assert card_price(client_a, restaurant) == "€5.00"
    assert sheet_prices(client_a, restaurant) == (False, False, True)
    assert "€5.00" in put(client_a, restaurant)
    data = {**GUEST, "phone": "", "service": "dine_in", "expected_total": "5.00"}
    assert client_a.post("/v/centro/checkout/", data).status_code == 302
    with use_tenant(tenant_a):
        (order,) = list_orders()
    assert (order.channel, order.table_name, order.total) == ("table", "7", Decimal("5.00"))
    assert card_price(client_a, restaurant, "/v/centro/?service=pickup") == "€6.50"
    assert card_price(client_a, restaurant) == "€6.50", "the table is forgotten"


def test_a_day_part_begins_and_ends_on_the_minute(
    client_a: Client, restaurant: Restaurant, clock: Callable[[datetime], None]
) -> None:
    for moment, price in [
        (HAPPY - timedelta(seconds=1), "€6.50"),
        (HAPPY, "€4.00"),
        (HAPPY + timedelta(hours=2, seconds=-1), "€4.00"),
        (HAPPY + timedelta(hours=2), "€6.50"),
    ]:
        clock(moment)
        assert card_price(client_a, restaurant) == price, moment
        assert f'data-minor="{price[1:].replace(".", "")}"' in (
            client_a.get(f"/v/centro/items/{restaurant.pizza}/", headers=HX).content.decode()
        )
        assert f'"price":"{price[1:]}"' in client_a.get("/v/centro/").content.decode(), "what search engines read"
    basket = put(client_a, restaurant)
    assert "€6.50" in basket
    clock(HAPPY)
    assert "€4.00" in client_a.get("/v/centro/cart/", headers=HX).content.decode()


def test_from_follows_the_sizes_of_this_service(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef, clock: Callable[[datetime], None]
) -> None:
    clock(NOON)
    with use_tenant(tenant_a):
        catalog.save_price_rules(
            item_id=restaurant.pizza,
            rules=[PriceDraft(size_id=restaurant.small, price=Decimal("9.90"), service="delivery")],
        )
        catalog.publish_menu(venue_id=restaurant.venue.id)
    page = client_a.get("/v/centro/?service=delivery").content.decode()
    assert "<small>from</small>" not in page
    assert "€9.90" in page
    assert "<small>from</small>" in client_a.get("/v/centro/?service=pickup").content.decode()


def test_two_tenants_keep_their_own_prices_and_choices(
    client_a: Client,
    client_b: Client,
    restaurant: Restaurant,
    tenant_b: TenantRef,
    clock: Callable[[datetime], None],
) -> None:
    clock(NOON)
    with use_tenant(tenant_b):
        theirs = open_restaurant()
        add_zone(theirs)
        catalog.save_price_rules(
            item_id=theirs.pizza, rules=[PriceDraft(size_id=theirs.small, price=Decimal("8.00"), service="delivery")]
        )
        catalog.publish_menu(venue_id=theirs.venue.id)
    for _round in range(2):
        assert card_price(client_a, restaurant, "/v/centro/?service=delivery") == "€7.50"
        assert card_price(client_b, theirs) == "£6.50", "a choice at one restaurant is none at another"
        assert card_price(client_b, theirs, "/v/centro/?service=delivery") == "£8.00"
        assert card_price(client_a, restaurant, "/v/centro/?service=pickup") == "€6.50"
        client_b.cookies.clear()


@pytest.mark.parametrize("asked", ["dine_in", "drone", "pickup'--", ""])
def test_what_is_not_offered_is_not_chosen(client_a: Client, restaurant: Restaurant, asked: str) -> None:
    page = client_a.get("/v/centro/", {"service": asked})
    assert b'data-service="pickup"' in page.content
    assert client_a.cookies["service"].value == "pickup"


def test_prices_that_never_change_by_the_clock_set_no_limit(restaurant: Restaurant, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        menu = catalog.get_menu(venue_id=restaurant.venue.id)
    local = NOON.astimezone(zone(restaurant.venue.timezone))
    assert prices_until(menu, local) == HAPPY
    assert prices_until(_with(menu, restaurant, ()), local) is None
    sundays = SpecialPrice(price=Decimal(3), weekdays=0b1000000)
    assert prices_until(_with(menu, restaurant, (sundays,)), local) == datetime(2026, 11, 21, 23, 0, tzinfo=UTC)


def _with(menu: Menu, restaurant: Restaurant, specials: tuple[SpecialPrice, ...]) -> Menu:
    item = menu.items[restaurant.pizza]
    sizes = tuple(replace(size, special_prices=specials) for size in item.sizes)
    return replace(menu, items={**menu.items, item.id: replace(item, sizes=sizes)})
