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


def plan_around(points: Sequence[Point], *, width: int, height: int, edge: int) -> Plan:
    """A plan that holds the points with `edge` pixels of room, never closer than a few hundred metres."""
    north, south = max(p[0] for p in points), min(p[0] for p in points)
    east, west = max(p[1] for p in points), min(p[1] for p in points)
    middle = ((north + south) / 2, (east + west) / 2)
    tall = (north - south) * KM_PER_DEGREE
    wide = (east - west) * KM_PER_DEGREE * math.cos(math.radians(middle[0]))
    scale = min((width - 2 * edge) / max(wide, 0.3), (height - 2 * edge) / max(tall, 0.3))
    return Plan(middle, scale, width, height)


def distance_km(start: Point, end: Point) -> float:
    """As the crow flies."""
    mean = math.radians((start[0] + end[0]) / 2)
    return KM_PER_DEGREE * math.hypot(end[0] - start[0], (end[1] - start[1]) * math.cos(mean))
