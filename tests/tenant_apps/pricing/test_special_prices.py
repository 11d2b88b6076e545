"""A basket follows the menu's prices by channel and by the venue's own clock."""

from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal

import pytest

from tenant_apps.catalog.contracts import SpecialPrice
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.pricing.facade import price_basket
from tests.tenant_apps.pricing.menus import BEER, MENU, MILAN

HAPPY = SpecialPrice(price=Decimal("3.00"), starts_at=time(18), ends_at=time(20))
COUNTER = SpecialPrice(price=Decimal("4.00"), channel="counter")
CHEAPER = replace(BEER, sizes=(replace(BEER.sizes[0], special_prices=(HAPPY, COUNTER)),))
WITH_HOURS = replace(MENU, items={**MENU.items, BEER.id: CHEAPER})


@pytest.mark.parametrize(
    ("channel", "at", "price"),
    [
        ("web", datetime(2026, 11, 20, 16, 59, tzinfo=UTC), "4.40"),
        ("web", datetime(2026, 11, 20, 17, 0, tzinfo=UTC), "3.00"),  # 18:00 in Milan
        ("counter", datetime(2026, 11, 20, 18, 59, tzinfo=UTC), "3.00"),
        ("counter", datetime(2026, 11, 20, 19, 0, tzinfo=UTC), "4.00"),
        ("", datetime(2026, 11, 20, 19, 0, tzinfo=UTC), "4.40"),
    ],
)
def test_the_price_of_the_channel_and_the_hour(channel, at, price):
    basket = price_basket(
        menu=WITH_HOURS,
        venue=MILAN,
        service="pickup",
        lines=[BasketLine(item_id=BEER.id, quantity=2)],
        at=at,
        channel=channel,
    )
    assert basket.total == 2 * Decimal(price)
