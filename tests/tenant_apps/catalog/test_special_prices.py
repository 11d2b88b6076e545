"""Prices by channel and by the hour: in force when they say so, and only then."""

from datetime import datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenant_apps.catalog.contracts import MenuSize, SpecialPrice

FRIDAY, SATURDAY, SUNDAY = (datetime(2026, 11, day) for day in (20, 21, 22))
LATE = SpecialPrice(price=Decimal(5), weekdays=0b0110000, starts_at=time(22), ends_at=time(2))
LUNCH = SpecialPrice(price=Decimal(7), service="dine_in", starts_at=time(12), ends_at=time(15))
COUNTER = SpecialPrice(price=Decimal(8), channel="counter")
SUNDAYS = SpecialPrice(price=Decimal(6), weekdays=0b1000000)
SIZE = MenuSize(
    id=1,
    name="",
    price=Decimal(10),
    service_prices={"delivery": Decimal(11)},
    special_prices=(LATE, LUNCH, SUNDAYS, COUNTER),
)


@pytest.mark.parametrize(
    ("service", "channel", "at", "price"),
    [
        ("pickup", "web", None, 10),
        ("delivery", "web", None, 11),
        ("pickup", "counter", None, 8),
        ("pickup", "web", FRIDAY.replace(hour=21, minute=59), 10),
        ("pickup", "web", FRIDAY.replace(hour=22), 5),
        ("delivery", "web", SATURDAY.replace(hour=1, minute=59), 5),
        ("pickup", "web", SATURDAY.replace(hour=2), 10),
        ("pickup", "web", FRIDAY.replace(hour=1), 10),  # the night before was a Thursday
        ("pickup", "web", SUNDAY.replace(hour=1), 5),  # Saturday's night
        ("pickup", "web", SUNDAY.replace(hour=12), 6),
        ("dine_in", "web", FRIDAY.replace(hour=12), 7),
        ("dine_in", "web", FRIDAY.replace(hour=15), 10),
        ("dine_in", "counter", FRIDAY.replace(hour=13), 7),
    ],
)
def test_the_most_specific_price_that_holds(service, channel, at, price):
    assert SIZE.price_for(service, channel, at) == Decimal(price)


@given(st.datetimes(), st.times(), st.times(), st.integers(1, 127))
def test_a_window_and_its_rest_of_the_day_never_hold_together(at, starts, ends, weekdays):
    inside = SpecialPrice(Decimal(1), starts_at=starts, ends_at=ends)
    outside = SpecialPrice(Decimal(1), starts_at=ends, ends_at=starts)
    if starts == ends:
        assert inside.holds("pickup", "web", at)
    else:
        assert inside.holds("pickup", "web", at) != outside.holds("pickup", "web", at)
    if not weekdays >> at.weekday() & 1:
        assert not SpecialPrice(Decimal(1), weekdays=weekdays).holds("pickup", "web", at)
