"""The demo's past follows the week, the seasons and the clock, and is the same every time it is told."""

from datetime import UTC, date, datetime, timedelta
from statistics import mean

from comanda.config.demo.rhythm import HOURS, dice, expected_orders, how_many, moments, wetness

MONTHS = {8: 0.58, 12: 1.16}
UNTIL = date(2026, 11, 1)


def usual(day: date) -> float:
    return expected_orders(day=day, usual=20, months=MONTHS, city="Milano", until=UNTIL)


def test_saturdays_beat_mondays_and_august_is_empty() -> None:
    days = [UNTIL - timedelta(days=back) for back in range(365)]
    assert mean(usual(day) for day in days if day.weekday() == 5) > 1.5 * mean(
        usual(day) for day in days if day.weekday() == 0
    )
    assert mean(usual(day) for day in days if day.month == 8) < 0.7 * mean(usual(day) for day in days if day.month == 6)


def test_the_venue_has_grown() -> None:
    weeks = [UNTIL - timedelta(days=back) for back in range(28)]
    assert mean(map(usual, weeks)) > mean(usual(day - timedelta(days=336)) for day in weeks)


def test_the_same_day_has_the_same_weather_and_dice() -> None:
    assert wetness(UNTIL, "Milano") == wetness(UNTIL, "Milano") != wetness(UNTIL, "London")
    assert dice("a", 1).random() == dice("a", 1).random()


def test_poisson_keeps_its_mean() -> None:
    chance = dice("poisson")
    for expected in (0.5, 6, 50):
        counts = [how_many(chance, expected) for _ in range(2000)]
        assert abs(mean(counts) - expected) < 0.1 * expected + 0.05


def test_orders_fall_into_opening_hours_and_mostly_at_dinner() -> None:
    opened = [
        (datetime(2026, 10, 31, 11, tzinfo=UTC), datetime(2026, 10, 31, 14, tzinfo=UTC)),
        (datetime(2026, 10, 31, 17, tzinfo=UTC), datetime(2026, 10, 31, 22, tzinfo=UTC)),
    ]
    placed = moments(dice("hours"), count=500, opened=opened, timezone_hours=1)
    assert placed == sorted(placed)
    assert all(any(start <= at < end for start, end in opened) for at in placed)
    evening = sum(1 for at in placed if at >= opened[1][0])
    assert evening > 250
    assert len(HOURS) == 24


def test_a_closed_day_has_no_orders() -> None:
    assert moments(dice("closed"), count=20, opened=[], timezone_hours=1) == []
