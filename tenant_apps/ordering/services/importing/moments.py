"""Dates as people write them, in the venue's time, as moments in UTC."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from comanda.kernel.clock import zone

_DIGITS = re.compile(r"\d+")
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


class UnreadableMomentError(ValueError):
    """Not a date in the file's own way of writing them."""


def day_first(samples: Sequence[str], *, prefer: bool = True) -> tuple[bool, bool]:
    """(whether `03/04/18` is the third of April, whether the file itself says so).

    A file has one way: a first number above twelve anywhere proves it; where nothing does, `prefer` holds.
    """
    firsts, seconds = 0, 0
    for text in samples:
        numbers = _DIGITS.findall(text)
        if len(numbers) < 3 or len(numbers[0]) == 4:
            continue
        firsts = max(firsts, int(numbers[0]))
        seconds = max(seconds, int(numbers[1]))
    if firsts > 12:
        return True, True
    if seconds > 12:
        return False, True
    return prefer, firsts == 0


def reader(*, is_day_first: bool) -> Callable[[str, str], datetime]:
    """Reads `2015-01-31`, `31/12/18`, `12.31.2018` with a time behind or beside it. Raises UnreadableMomentError."""

    def read(day: str, clock: str) -> datetime:
        text = f"{day} {clock}" if clock else day
        if _ISO.match(text):
            try:
                moment = datetime.fromisoformat(text)
            except ValueError:
                raise UnreadableMomentError(text) from None
            # What carries an offset is a moment already; the caller wants the wall clock of the venue only without one.
            return moment
        numbers = [int(part) for part in _DIGITS.findall(text)]
        if len(numbers) < 3:
            raise UnreadableMomentError(text)
        first, second, year, *rest = numbers
        if year < 100:
            year += 2000
        number_of_day, month = (first, second) if is_day_first else (second, first)
        hour, minute, seconds = (*rest, 0, 0, 0)[:3]
        lowered = text.lower()
        if "pm" in lowered and hour < 12:
            hour += 12
        elif "am" in lowered and hour == 12:
            hour = 0
        try:
            return datetime(year, month, number_of_day, hour, minute, seconds)  # noqa: DTZ001 - the venue's wall clock
        except ValueError:
            raise UnreadableMomentError(text) from None

    return read


def to_utc(local: datetime, timezone: str) -> tuple[datetime, bool]:
    """(the moment, whether the wall clock never showed it).

    In the hour that a clock change skips, the time is taken as if the clock had not changed yet; in the hour that comes
    twice, the first one counts.
    """
    if local.tzinfo is not None:
        return local.astimezone(UTC), False
    here = zone(timezone)
    moment = local.replace(tzinfo=here).astimezone(UTC)
    return moment, moment.astimezone(here).replace(tzinfo=None) != local
