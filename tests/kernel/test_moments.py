"""Words in the reader's language, the clock and the order of the venue's country, in the venue's zone."""

from datetime import UTC, date, datetime, time

import pytest

from comanda.kernel.moments import format_day, format_moment, format_time

AT = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
MILAN = {"timezone": "Europe/Rome", "country": "IT"}
BOSTON = {"timezone": "America/New_York", "country": "US"}
LONDON = {"timezone": "Europe/London", "country": "GB"}


@pytest.mark.parametrize(
    ("place", "language", "said"),
    [
        (MILAN, "en", "22 Nov 2026, 00:30"),
        (MILAN, "it", "22 nov 2026, 00:30"),
        (LONDON, "en", "21 Nov 2026, 23:30"),
        (BOSTON, "en", "Nov 21, 2026, 6:30 PM"),
        (BOSTON, "it", "nov 21, 2026, 6:30 PM"),
        ({"timezone": "Asia/Tokyo", "country": "JP"}, "en", "2026 Nov 22, 08:30"),
        ({"timezone": "UTC", "country": ""}, "en", "21 Nov 2026, 23:30"),
        ({"timezone": "UTC", "country": "XX"}, "xx", "21 Nov 2026, 23:30"),
    ],
)
def test_a_moment_is_written_as_the_venue_writes_it(place, language, said):
    assert format_moment(AT, **place, language=language) == said


def test_a_trail_shows_seconds():
    assert format_moment(AT, **MILAN, language="en", seconds=True) == "22 Nov 2026, 00:30:00"
    assert format_moment(AT, **BOSTON, language="en", seconds=True) == "Nov 21, 2026, 6:30:00 PM"


def test_what_has_no_zone_is_the_venues_own():
    assert format_time(time(19, 5), **MILAN, language="it") == "19:05"
    assert format_time(time(19, 5), **BOSTON, language="en") == "7:05 PM"
    assert format_day(date(2026, 3, 1), **BOSTON, language="en") == "Mar 1, 2026"


def test_near_days_have_a_weekday_and_no_year():
    near = {"with_year": False, "with_weekday": True}
    assert format_day(AT, **MILAN, language="it", **near) == "dom 22 nov"
    assert format_day(AT, **BOSTON, language="en", **near) == "Sat, Nov 21"
