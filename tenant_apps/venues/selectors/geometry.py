"""Zones on the map and the addresses in them. Coordinates are degrees (WGS 84), longitude first as in GeoJSON."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tenant_apps.venues.contracts import ZoneInfo

if TYPE_CHECKING:
    from shapely import Polygon

Point = tuple[Decimal, Decimal]

_WORD = re.compile(r"[A-Z0-9]+")
_UK_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)[0-9][A-Z]{2}")


@cache
def _shapely() -> Any:
    """Loaded where a map is met: with numpy it takes a seventh of a process's start, and few meet one."""
    return import_module("shapely")


@lru_cache(maxsize=4096)
def shape_of(polygon: tuple[tuple[float, float], ...]) -> "Polygon":
    """Prepared for many point tests; equal rings share one."""
    shape: Polygon = _shapely().Polygon(polygon)
    _shapely().prepare(shape)
    return shape


def zone_at(
    zones: Sequence[ZoneInfo], *, latitude: Decimal | float | None, longitude: Decimal | float | None, postcode: str
) -> ZoneInfo | None:
    """The first zone (they come by priority) that lists the postcode; where none does, the first that holds the point.

    The postcode goes first: it is where the driver rides to, while a point is what a client says of it. Of two zones
    that list it, the point decides. Beyond every zone on the map it stays outside, whatever the postcode.
    """
    words = postcode_words(postcode)
    listed = [zone for zone in zones if words.intersection(map(normal, zone.postcodes))]
    if latitude is None or longitude is None:
        return next(iter(listed), None)
    x, y = float(longitude), float(latitude)
    around = [zone for zone in zones if len(zone.polygon) > 2 and _covers(zone, x, y)]
    both = [zone for zone in listed if zone in around]
    unmapped = [zone for zone in listed if len(zone.polygon) <= 2]
    return next(iter(both or unmapped or (listed if around else ()) or around), None)


def _covers(zone: ZoneInfo, x: float, y: float) -> bool:
    return bool(_shapely().intersects_xy(shape_of(zone.polygon), x, y))


def centre(zone: ZoneInfo) -> Point | None:
    """A point that is surely inside, near the middle."""
    if len(zone.polygon) < 3:
        return None
    point = shape_of(zone.polygon).representative_point()
    return _degrees(point.y), _degrees(point.x)


def normal(postcode: str) -> str:
    return "".join(_WORD.findall(postcode.upper()))


def postcode_words(text: str) -> set[str]:
    """All in `text` that may be a postcode: words, neighbours joined (`E8 3NJ`), UK outward codes (`E8`)."""
    words = _WORD.findall(text.upper())
    joined = ["".join(pair) for pair in pairwise(words)]
    found = {*words, *joined}
    return found | {match[1] for word in found if (match := _UK_POSTCODE.fullmatch(word))}


def locate(text: str, *, zones: Sequence[ZoneInfo], venue_postcode: str, venue_point: Point | None) -> Point | None:
    """Stands in for a geocoder with what the venue itself knows: the middle of the zone that lists the postcode or
    whose name the text contains, or the venue's own place where they share a postcode. Good to a neighbourhood."""
    words = postcode_words(text)
    if (zone := zone_at(zones, latitude=None, longitude=None, postcode=text)) is not None:
        return centre(zone)
    folded = text.casefold()
    for zone in zones:
        if len(zone.name) > 3 and zone.name.casefold() in folded:
            return centre(zone)
    if venue_point is not None and venue_postcode and normal(venue_postcode) in words:
        return venue_point
    return None


def _degrees(value: float) -> Decimal:
    return Decimal(repr(round(value, 6)))
