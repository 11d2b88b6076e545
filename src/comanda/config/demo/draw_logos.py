"""The demo's own marks, drawn: a firefly for Lucciola, a fox for Tiffin Fox."""

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

SIDE = 512
INK, GLOW, FUR, CREAM = "#3b1a17", "#f2b33d", "#e4702a", "#fff4e3"


def draw_logo(slug: str) -> io.BytesIO:
    """A square PNG with a transparent ground."""
    picture = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    _MARKS[slug](picture)
    out = io.BytesIO()
    picture.save(out, format="PNG")
    out.seek(0)
    return out


def _firefly(picture: Image.Image) -> None:
    halo = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    ImageDraw.Draw(halo).ellipse((126, 236, 386, 496), fill=GLOW)
    picture.alpha_composite(halo.filter(ImageFilter.GaussianBlur(34)))
    draw = ImageDraw.Draw(picture)
    for side in (-1, 1):
        wing = [(256 + side * x, y) for x, y in _petal(236, 196, 62, 0.72)]
        draw.polygon(wing, fill="#b3261e")
        draw.line([(256 + side * 22, 120), (256 + side * 64, 52)], fill=INK, width=14)
        draw.ellipse((256 + side * 66 - 14, 36, 256 + side * 66 + 14, 64), fill=INK)
    draw.ellipse((196, 110, 316, 230), fill=INK)
    draw.rounded_rectangle((192, 196, 320, 330), 56, fill=INK)
    draw.ellipse((180, 286, 332, 462), fill=GLOW)
    for y in (340, 386):
        draw.line([(196, y), (316, y)], fill="#c9860c", width=10)


def _fox(picture: Image.Image) -> None:
    draw = ImageDraw.Draw(picture)
    for side in (-1, 1):
        draw.polygon([(256 + side * 60, 200), (256 + side * 216, 44), (256 + side * 206, 290)], fill=FUR)
        draw.polygon([(256 + side * 118, 190), (256 + side * 190, 104), (256 + side * 184, 232)], fill=INK)
    draw.polygon([(52, 236), (460, 236), (256, 488)], fill=FUR)
    draw.ellipse((96, 130, 416, 372), fill=FUR)
    for side in (-1, 1):
        draw.polygon([(256, 486), (256 + side * 190, 262), (256 + side * 40, 340)], fill=CREAM)
        draw.ellipse((256 + side * 84 - 22, 238, 256 + side * 84 + 22, 282), fill=INK)
    draw.ellipse((222, 428, 290, 490), fill=INK)


def _petal(y: float, length: float, width: float, turn: float) -> list[tuple[float, float]]:
    """A wing, as points to one side of the body; `y` is where it is attached."""
    points = []
    for step in range(49):
        along = math.pi * step / 24
        px, py = length / 2 * (1 - math.cos(along)), width * math.sin(along)
        points.append((px * math.cos(turn) - py * math.sin(turn), y - 60 + px * math.sin(turn) + py * math.cos(turn)))
    return points


_MARKS: dict[str, Callable[[Image.Image], None]] = {"lucciola": _firefly, "tiffinfox": _fox}
