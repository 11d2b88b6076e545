"""Colours and their contrast: sRGB hex in and out, lightness moved in OKLab so that hues keep their character.

Contrast is WCAG 2's ratio, always measured on the eight-bit colour that a screen will show, never on the ideal one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

WHITE = "#ffffff"
BLACK = "#000000"
_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 100


def parse_hex(value: str) -> str:
    """`#ABC`, `abc` or `#aabbcc` as `#aabbcc`. Raises ValueError for anything else."""
    text = "#" + value.strip().lower().lstrip("#")
    if len(text) == 4:
        text = "#" + "".join(letter * 2 for letter in text[1:])
    if not _HEX.fullmatch(text):
        message = f"not a colour: {value!r}"
        raise ValueError(message)
    return text


def _channels(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    clipped = min(1.0, max(0.0, channel))
    return clipped * 12.92 if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def to_oklab(colour: str) -> tuple[float, float, float]:
    """Lightness 0-1 and the two colour axes of OKLab."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_oklab(lightness: float, axis_a: float, axis_b: float) -> str:
    """The nearest eight-bit sRGB colour."""
    long = (lightness + 0.3963377774 * axis_a + 0.2158037573 * axis_b) ** 3
    medium = (lightness - 0.1055613458 * axis_a - 0.0638541728 * axis_b) ** 3
    short = (lightness - 0.0894841775 * axis_a - 1.2914855480 * axis_b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_gamma(channel) * 255):02x}" for channel in channels)


def mix(colour: str, other: str, share: float) -> str:
    """`share` of `other` (0 to 1) mixed into `colour`."""
    pairs = zip(to_oklab(colour), to_oklab(other), strict=True)
    return from_oklab(*(one + (two - one) * share for one, two in pairs))


def ink_for(background: str) -> str:
    """White or black, whichever reads better: at least 4.58 on any colour."""
    return WHITE if contrast(WHITE, background) >= contrast(BLACK, background) else BLACK


def until_readable(colour: str, backgrounds: Iterable[str], ratio: float) -> str:
    """`colour`, moved as little as needed towards black or white until it reaches `ratio` on every background.

    The backgrounds must lie on one side (all light or all dark), as the surfaces of a theme do.
    """
    surfaces = tuple(backgrounds)
    target = BLACK if sum(luminance(surface) for surface in surfaces) / len(surfaces) > 0.18 else WHITE
    for step in range(_STEPS):
        candidate = mix(colour, target, step / _STEPS)
        if all(contrast(candidate, surface) >= ratio for surface in surfaces):
            return candidate
    return target
