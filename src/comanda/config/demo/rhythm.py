"""When people eat: by weekday, month, weather and hour. Pure functions of a seed: one demo, one past."""

import math
import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from tenant_apps.venues.contracts import ServiceType

WEEKDAYS = (0.78, 0.82, 0.9, 0.98, 1.28, 1.42, 1.06)
GROWTH_A_YEAR = 0.22

# Weight of each hour from 0 to 23, with lunch and dinner as two hills and a small breakfast where it is open.
HOURS = (
    0.5,
    0.25,
    0.1,
    0.06,
    0.04,
    0.04,
    0.06,
    0.12,
    0.25,
    0.3,
    0.5,
    1.2,
    3.6,
    4.2,
    2.0,
    0.9,
    0.7,
    1.0,
    2.0,
    4.4,
    6.0,
    4.8,
    2.6,
    1.2,
)

_SERVICE_SHARES = {
    ServiceType.DELIVERY: (0.36, 0.5),
    ServiceType.PICKUP: (0.28, 0.3),
    ServiceType.DINE_IN: (0.36, 0.2),
}
"""Share on a fine day, and on a wet one."""


def dice(*parts: object) -> random.Random:
    """A generator of its own for each day and venue: what happens on one day never changes another."""
    return random.Random(":".join(str(part) for part in parts))  # noqa: S311 - a story, not a secret


def wetness(day: date, city: str) -> float:
    """0 (dry) to 1 (it pours), the same for all venues of a city; wetter in spring and autumn."""
    season = 0.32 + 0.16 * math.cos(4 * math.pi * (day.timetuple().tm_yday - 105) / 365)
    return min(1.0, max(0.0, dice("weather", city, day).gauss(season, 0.28)))


def is_warm(day: date) -> bool:
    return 5 <= day.month <= 9


def expected_orders(*, day: date, usual: float, months: Mapping[int, float], city: str, until: date) -> float:
    """Orders a venue can expect on `day`, where `usual` is its average at `until`, a year of growth later."""
    years_back = (until - day).days / 365
    weather = 1 + 0.12 * (wetness(day, city) - 0.3)
    return (
        usual
        * WEEKDAYS[day.weekday()]
        * months.get(day.month, 1.0)
        * weather
        * (1 - GROWTH_A_YEAR * min(1, years_back))
    )


def how_many(chance: random.Random, expected: float) -> int:
    """Poisson, by its normal neighbour where the expectation is large."""
    if expected > 30:
        return max(0, round(chance.gauss(expected, math.sqrt(expected))))
    limit, product, count = math.exp(-expected), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def moments(
    chance: random.Random, *, count: int, opened: Sequence[tuple[datetime, datetime]], timezone_hours: int
) -> list[datetime]:
    """`count` moments in the spans (UTC) a venue is open, by the hours' weights; `timezone_hours`: local minus UTC."""
    slices: list[tuple[datetime, float]] = []
    for start, end in opened:
        at = start
        while at < end:
            share = min(3600.0, (end - at).total_seconds()) / 3600
            slices.append((at, HOURS[(at.hour + timezone_hours) % 24] * share))
            at += timedelta(hours=1)
    if not slices or not count:
        return []
    latest = max(end for _start, end in opened)
    chosen = chance.choices([at for at, _weight in slices], [weight for _at, weight in slices], k=count)
    placed = [min(at + timedelta(seconds=chance.random() * 3600), latest - timedelta(seconds=30)) for at in chosen]
    return sorted(placed)


def service_shares(day: date, city: str) -> dict[ServiceType, float]:
    """More stay in and have it brought when it rains, and on winter Sundays."""
    wet = wetness(day, city)
    shares = {service: dry + (rainy - dry) * wet for service, (dry, rainy) in _SERVICE_SHARES.items()}
    if day.weekday() == 6 and not is_warm(day):
        shares[ServiceType.DELIVERY] *= 1.2
    return shares
