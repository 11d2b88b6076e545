"""Places on a flat plan, good for a town: no tiles, no projection library."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

KM_PER_DEGREE = 111.32
Point = tuple[float, float]
"""(latitude, longitude) in degrees."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Degrees to pixels of a sheet `width` x `height`; `scale` is pixels per kilometre."""

    middle: Point
    scale: float
    width: int
    height: int

    def place(self, point: Point) -> tuple[float, float]:
        east = (point[1] - self.middle[1]) * KM_PER_DEGREE * math.cos(math.radians(self.middle[0]))
        north = (point[0] - self.middle[0]) * KM_PER_DEGREE
        return self.width / 2 + east * self.scale, self.height / 2 - north * self.scale


def plan_around(
    points: Sequence[Point], *, width: int, height: int, edge: int, surroundings: Sequence[Point] = ()
) -> Plan:
    """A plan that holds the points with `edge` pixels of room, never closer than a kilometre across; as much of the
    surroundings as leaves the points well apart."""
    middle = _middle(points)
    near = _fit(points, middle, width=width, height=height, edge=edge)
    wide = _fit([*points, *surroundings], middle, width=width, height=height, edge=edge)
    return Plan(middle, max(wide, near * _WELL_APART), width, height)


_WELL_APART = 0.45
_NEAREST_KM = 1.0


def _middle(points: Sequence[Point]) -> Point:
    latitudes, longitudes = [point[0] for point in points], [point[1] for point in points]
    return (max(latitudes) + min(latitudes)) / 2, (max(longitudes) + min(longitudes)) / 2


def _fit(points: Sequence[Point], middle: Point, *, width: int, height: int, edge: int) -> float:
    """Pixels per kilometre at which all points lie inside, with the middle where it is."""
    tall = 2 * max(abs(point[0] - middle[0]) for point in points) * KM_PER_DEGREE
    narrowed = math.cos(math.radians(middle[0]))
    wide = 2 * max(abs(point[1] - middle[1]) for point in points) * KM_PER_DEGREE * narrowed
    return min((width - 2 * edge) / max(wide, _NEAREST_KM), (height - 2 * edge) / max(tall, _NEAREST_KM / 2))


def distance_km(start: Point, end: Point) -> float:
    """As the crow flies."""
    mean = math.radians((start[0] + end[0]) / 2)
    return KM_PER_DEGREE * math.hypot(end[0] - start[0], (end[1] - start[1]) * math.cos(mean))
