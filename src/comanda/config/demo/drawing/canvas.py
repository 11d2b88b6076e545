"""A small painter's kit over Pillow: shapes with light from the upper left, soft shadows, everything by one seed."""

# ruff: noqa: PLR0917 - places and radii read better without names

import math
import random
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1280, 960
"""Of the finished picture; drawing happens larger, and scaling down is all the anti-aliasing there is."""
_SCALE = 1.5

Point = tuple[float, float]
Rgb = tuple[int, int, int]

_DIAGONAL = (
    Image.linear_gradient("L").rotate(45, resample=Image.Resampling.BICUBIC, expand=True).crop((90, 90, 272, 272))
)


def rgb(colour: str | Rgb) -> Rgb:
    if isinstance(colour, str):
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    return colour


def mix(one: str | Rgb, other: str | Rgb, share: float) -> Rgb:
    """`share` (0 to 1) of `other` in `one`."""
    first, second = rgb(one), rgb(other)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def lighter(colour: str | Rgb, share: float) -> Rgb:
    return mix(colour, (255, 250, 235), share)


def darker(colour: str | Rgb, share: float) -> Rgb:
    return mix(colour, (45, 22, 12), share)


class Canvas:
    """Coordinates are those of the finished picture. `dice` is seeded: the same words draw the same dish."""

    def __init__(self, *, seed: str) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - a drawing, not a secret
        self.image = Image.new("RGB", (round(WIDTH * _SCALE), round(HEIGHT * _SCALE)), "white")
        self._draw = ImageDraw.Draw(self.image)

    def finished(self, *, zoom: float = 1.0) -> Image.Image:
        """Scaled down; `zoom` above 1 comes nearer, as a photographer would."""
        width, height = self.image.size
        left, top = width * (1 - 1 / zoom) / 2, height * (1 - 1 / zoom) / 2
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=(left, top, width - left, height - top))

    # --- shapes as points ---------------------------------------------------------------------------------------------
    def blob(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float | None = None,
        *,
        wobble: float = 0.0,
        turn: float = 0.0,
        steps: int = 0,
    ) -> list[Point]:
        """A round thing, more or less: `wobble` 0 is an ellipse, 0.1 a puddle."""
        ry = rx if ry is None else ry
        count = steps or max(20, min(160, int(max(rx, ry) * 0.6)))
        waves = [(k, self.dice.uniform(-1, 1) / k, self.dice.uniform(0, math.tau)) for k in (2, 3, 5, 7, 11)]
        points: list[Point] = []
        for step in range(count):
            angle = math.tau * step / count
            swell = 1 + wobble * sum(size * math.sin(k * angle + phase) for k, size, phase in waves)
            px, py = rx * swell * math.cos(angle), ry * swell * math.sin(angle)
            points.append(
                (x + px * math.cos(turn) - py * math.sin(turn), y + px * math.sin(turn) + py * math.cos(turn))
            )
        return points

    def leaf(self, x: float, y: float, length: float, width: float, turn: float, *, bend: float = 0.0) -> list[Point]:
        """Pointed at both ends, broadest before the middle; x, y is its foot."""
        left: list[Point] = []
        right: list[Point] = []
        for step in range(13):
            along = step / 12
            half = width * math.sin(math.pi * along**0.8) / 2
            cx, cy = along * length, bend * length * math.sin(math.pi * along)
            left.append((cx, cy - half))
            right.append((cx, cy + half))
        return self.turned([*left, *reversed(right)], x, y, turn)

    def box(
        self, x: float, y: float, width: float, height: float, *, turn: float = 0.0, round_: float = 0.0
    ) -> list[Point]:
        """Around its centre, with rounded corners."""
        w, h = width / 2, height / 2
        r = min(round_, w, h)
        points: list[Point] = []
        for cx, cy, start in ((w - r, h - r, 0), (r - w, h - r, 90), (r - w, r - h, 180), (w - r, r - h, 270)):
            points += [
                (cx + r * math.cos(math.radians(start + part)), cy + r * math.sin(math.radians(start + part)))
                for part in ((0, 30, 60, 90) if r else (0,))
            ]
        return self.turned(points, x, y, turn)

    def turned(self, points: Iterable[Point], x: float, y: float, turn: float) -> list[Point]:
        cos, sin = math.cos(turn), math.sin(turn)
        return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]

    def arc(
        self, x: float, y: float, rx: float, ry: float, start: float, end: float, *, turn: float = 0.0
    ) -> list[Point]:
        """An open curve, angles in radians."""
        count = max(8, int(abs(end - start) * max(rx, ry) / 6))
        steps = [start + (end - start) * step / count for step in range(count + 1)]
        return self.turned([(rx * math.cos(angle), ry * math.sin(angle)) for angle in steps], x, y, turn)

    # --- paint --------------------------------------------------------------------------------------------------------
    def flat(self, points: Sequence[Point], colour: str | Rgb) -> None:
        self._draw.polygon([(px * _SCALE, py * _SCALE) for px, py in points], fill=rgb(colour))

    def line(self, points: Sequence[Point], width: float, colour: str | Rgb) -> None:
        """With round ends and joints."""
        scaled = [(px * _SCALE, py * _SCALE) for px, py in points]
        self._draw.line(scaled, fill=rgb(colour), width=max(1, round(width * _SCALE)), joint="curve")
        radius = width * _SCALE / 2
        for px, py in (scaled[0], scaled[-1]):
            self._draw.ellipse((px - radius, py - radius, px + radius, py + radius), fill=rgb(colour))

    def dot(self, x: float, y: float, radius: float, colour: str | Rgb) -> None:
        left, top, size = (x - radius) * _SCALE, (y - radius) * _SCALE, radius * 2 * _SCALE
        self._draw.ellipse((left, top, left + size, top + size), fill=rgb(colour))

    def shape(
        self,
        points: Sequence[Point],
        colour: str | Rgb,
        *,
        volume: float = 0.22,
        shadow: float = 0.0,
        edge: float = 0.0,
    ) -> None:
        """Lit from the upper left: `volume` is contrast, `shadow` a height, `edge` the width of a darker rim."""
        if shadow:
            self.shadow(points, height=shadow)
        if edge:
            self.flat(points, darker(colour, 0.28))
            points = self.shrunk(points, edge)
        box, mask = self._mask(points)
        if mask is None:
            return
        shade = _DIAGONAL.resize(mask.size)
        light = Image.new("RGB", mask.size, lighter(colour, volume))
        dark = Image.new("RGB", mask.size, darker(colour, volume))
        self.image.paste(Image.composite(dark, light, shade), box[:2], mask)

    def glow(self, x: float, y: float, rx: float, ry: float, colour: str | Rgb, *, strength: float = 0.5) -> None:
        """A soft patch of colour, strongest in the middle."""
        size = (max(2, int(rx * 2 * _SCALE)), max(2, int(ry * 2 * _SCALE)))
        mask = Image.radial_gradient("L").point(lambda value: int(max(0, 255 - value * 1.42) * strength)).resize(size)
        self.image.paste(rgb(colour), (int((x - rx) * _SCALE), int((y - ry) * _SCALE)), mask)

    def shadow(self, points: Sequence[Point], *, height: float, strength: float = 0.34) -> None:
        """What the shape keeps the light from: below and to the right of it, softer the higher it stands."""
        moved = [(px + height * 0.55, py + height * 0.9) for px, py in points]
        box, mask = self._mask(moved, margin=int(height * 3 * _SCALE) + 2, shrink=4 if height > 8 else 1)
        if mask is None:
            return
        factor = 4 if height > 8 else 1
        soft = mask.filter(ImageFilter.GaussianBlur(max(1.0, height * 0.7 * _SCALE / factor)))
        full = soft.resize((box[2] - box[0], box[3] - box[1])).point(lambda value: int(value * strength))
        self.image.paste((28, 16, 8), box[:2], full)

    def veil(self, points: Sequence[Point], colour: str | Rgb, *, strength: float) -> None:
        """A see-through layer: glass, oil, steam."""
        box, mask = self._mask(points)
        if mask is not None:
            self.image.paste(rgb(colour), box[:2], mask.point(lambda value: int(value * strength)))

    def shrunk(self, points: Sequence[Point], by: float) -> list[Point]:
        """Towards its own centre by so many pixels, good enough for anything roundish."""
        cx = sum(px for px, _ in points) / len(points)
        cy = sum(py for _, py in points) / len(points)
        moved: list[Point] = []
        for px, py in points:
            away = math.hypot(px - cx, py - cy) or 1.0
            keep = max(0.0, away - by) / away
            moved.append((cx + (px - cx) * keep, cy + (py - cy) * keep))
        return moved

    def _mask(
        self, points: Sequence[Point], *, margin: int = 2, shrink: int = 1
    ) -> tuple[tuple[int, int, int, int], Image.Image | None]:
        xs = [px * _SCALE for px, _ in points]
        ys = [py * _SCALE for _, py in points]
        left, top = math.floor(min(xs)) - margin, math.floor(min(ys)) - margin
        right, bottom = math.ceil(max(xs)) + margin, math.ceil(max(ys)) + margin
        size = ((right - left) // shrink, (bottom - top) // shrink)
        if min(size) < 1:
            return (left, top, right, bottom), None
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).polygon(
            [((px - left) / shrink, (py - top) / shrink) for px, py in zip(xs, ys, strict=True)], fill=255
        )
        return (left, top, right, bottom), mask

    def scatter(self, x: float, y: float, rx: float, ry: float, count: int, gap: float) -> list[Point]:
        """Up to `count` places inside an ellipse, `gap` apart where there is room, as a good cook spreads things."""
        places: list[Point] = []
        for _ in range(count * 30):
            if len(places) >= count:
                break
            angle, away = self.dice.uniform(0, math.tau), math.sqrt(self.dice.random())
            px, py = x + rx * away * math.cos(angle), y + ry * away * math.sin(angle)
            if all(math.hypot(px - qx, py - qy) >= gap for qx, qy in places):
                places.append((px, py))
        return places
