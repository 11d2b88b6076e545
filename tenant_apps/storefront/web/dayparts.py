"""When the prices of a menu change by the clock, so that no page outlives the hour it was drawn for."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from tenant_apps.catalog.contracts import Menu

_EVERY_DAY = 0b1111111


def prices_until(menu: Menu, at: datetime) -> datetime | None:
    """The next moment (UTC) at which a price by the hour or by the day may begin or end; None where there is none.

    `at` in the venue's time.
    """
    clocks = set(_turns(menu))
    days = (at.date(), at.date() + timedelta(days=1))
    moments = [datetime.combine(day, clock, tzinfo=at.tzinfo).astimezone(UTC) for day in days for clock in clocks]
    return min((moment for moment in moments if moment > at), default=None)


def _turns(menu: Menu) -> Iterator[time]:
    for item in menu.items.values():
        for size in item.sizes:
            for special in size.special_prices:
                if special.starts_at is not None and special.ends_at is not None:
                    yield special.starts_at
                    yield special.ends_at
                elif special.weekdays != _EVERY_DAY:
                    yield time(0)
