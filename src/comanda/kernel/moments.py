"""Days and times as people at a venue write them: words in the reader's language, order and clock of the country.

19:30 · 21 Nov 2026 in Milan · 7:30 PM · Nov 21, 2026 in Boston, whatever language the screen speaks
"""

from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time

from comanda.kernel.clock import zone


def format_time(at: datetime | time, *, timezone: str, country: str, language: str) -> str:
    """The time of day, to the minute, in that zone; a plain `time` is the venue's own already."""
    local = at.astimezone(zone(timezone)).time() if isinstance(at, datetime) else at
    return str(babel_time(local, _habits(country).clock, locale=_locale(language)))


def format_day(
    at: date, *, timezone: str, country: str, language: str, with_year: bool = True, with_weekday: bool = False
) -> str:
    """The day it is in that zone: `21 Nov 2026`, `Sat 21 Nov`. A plain date is the venue's own already."""
    local = at.astimezone(zone(timezone)).date() if isinstance(at, datetime) else at
    habits = _habits(country)
    pattern = habits.day if with_year else habits.short_day
    if with_weekday:
        pattern = f"EEE{habits.after_weekday} {pattern}"
    return str(babel_date(local, pattern, locale=_locale(language)))


def format_moment(at: datetime, *, timezone: str, country: str, language: str, seconds: bool = False) -> str:
    """Day and time together."""
    day = format_day(at, timezone=timezone, country=country, language=language)
    clock = format_time(at, timezone=timezone, country=country, language=language)
    if seconds:
        pattern = _habits(country).clock.replace("mm", "mm:ss")
        clock = str(babel_time(at.astimezone(zone(timezone)).time(), pattern, locale=_locale(language)))
    return f"{day}, {clock}"


class Habits(NamedTuple):
    """How a country writes times and days, as patterns of the Unicode locale data."""

    clock: str
    day: str
    short_day: str
    after_weekday: str = ""


@lru_cache(maxsize=64)
def _habits(country: str) -> Habits:
    """Those of the country's own language; unknown countries write as Britain does."""
    try:
        own = Locale.parse(f"und_{country}")
    except (UnknownLocaleError, ValueError):
        own = Locale.parse("en_GB")
    clock = "h:mm a" if "a" in own.time_formats["short"].pattern else "HH:mm"
    medium = own.date_formats["medium"].pattern
    if medium.index("y") < medium.index("d"):
        return Habits(clock, "y MMM d", "MMM d")
    if medium.index("M") < medium.index("d"):
        return Habits(clock, "MMM d, y", "MMM d", ",")
    return Habits(clock, "d MMM y", "d MMM")


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
