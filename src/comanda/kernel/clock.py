"""Time is stored in UTC and shown in the venue's zone; the business day is the venue's own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

source: Callable[[], datetime] = partial(datetime.now, UTC)
"""Where `now` reads the time, whoever has imported it: tests put a clock here that stands still."""


def now() -> datetime:
    """The present moment, aware, in UTC. The one door to the clock."""
    return source()


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo:
    """An IANA time zone. Raises ZoneInfoNotFoundError for an unknown name."""
    return ZoneInfo(name)


def business_date(at: datetime, timezone: str, closes_at: time = time(4)) -> date:
    """The day the books give to `at`: a sale at 01:30 belongs to the evening before if the day ends at 04:00."""
    local = at.astimezone(zone(timezone))
    if local.time() < closes_at:
        return local.date() - timedelta(days=1)
    return local.date()
