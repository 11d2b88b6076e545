"""Glasses, cups and bottles, from the side unless the best of it is seen from above."""

# ruff: noqa: PLR0917 - places and radii read better without names

import math
from collections.abc import Sequence

from comanda.config.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, darker, lighter, mix
from comanda.config.demo.drawing.surfaces import CENTRE
from comanda.config.demo.drawing.toppings import BASIL, lemon
from tenant_apps.catalog.selectors.search import fold

_WALLS = ("#dfc7a6", "#2f3f3c", "#c7d3d1", "#3a3340", "#e4c9b8", "#33475c", "#d7c9e0")


def _scene(c: Canvas) -> None:
    """A wall and a counter to stand on."""
    wall = c.dice.choice(_WALLS)
    c.shape([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], wall, volume=0.1)
    c.glow(WIDTH * 0.36, HEIGHT * 0.36, 620, 520, lighter(wall, 0.75), strength=0.42)
    counter = c.dice.choice(("#8a5a3c", "#5b4034", "#d9cbb4", "#4a5552"))
    c.shape([(0, 770), (WIDTH, 770), (WIDTH, HEIGHT), (0, HEIGHT)], counter, volume=0.12)
    c.line([(0, 771), (WIDTH, 771)], 4, lighter(counter, 0.35))


def _glass(
    c: Canvas,
    x: float,
    top: float,
    bottom: float,
    wide: float,
    foot: float,
    colour: str,
    *,
    fill: float = 0.82,
    foam: str = "",
) -> None:
    def at(level: float) -> float:
        return wide + (foot - wide) * (level - top) / (bottom - top)

    surface = bottom - (bottom - top) * fill
    c.shadow(c.blob(x, bottom - 6, foot * 1.05, 26), height=22, strength=0.7)
    outline = [(x - wide, top), (x + wide, top), (x + foot, bottom), (x - foot, bottom)]
    c.veil(outline, "#ffffff", strength=0.24)
    inner = [
        (x - at(surface) + 9, surface),
        (x + at(surface) - 9, surface),
        (x + foot - 12, bottom - 22),
        (x - foot + 12, bottom - 22),
    ]
    c.shape(inner, colour, volume=0.22)
    if foam:
        head = [
            (x - at(surface) + 9, surface + 10),
            (x + at(surface) - 9, surface + 10),
            (x + at(surface - 80) - 4, surface - 66),
            (x - at(surface - 80) + 4, surface - 66),
        ]
        c.shape(head, foam, volume=0.06)
        for px, py in c.scatter(x, surface - 62, at(surface) - 20, 26, 10, 34):
            c.shape(c.blob(px, py, 36, 28, wobble=0.1), foam, volume=0.08)
    else:
        c.shape(c.blob(x, surface, at(surface) - 9, 17), lighter(colour, 0.3), volume=0.08)
    for side, strength in ((-1, 0.42), (1, 0.16)):
        c.veil(
            [
                (x + side * (at(top) - 20), top + 16),
                (x + side * (at(top) - 46), top + 16),
                (x + side * (foot - 42), bottom - 40),
                (x + side * (foot - 22), bottom - 40),
            ],
            "#ffffff",
            strength=strength,
        )
    c.line(c.arc(x, top, wide, 16, 0, math.tau), 4, mix("#ffffff", colour, 0.2))


def _ice(c: Canvas, x: float, y: float, wide: float) -> None:
    for px, py in c.scatter(x, y, wide, 90, 5, 84):
        cube = c.box(px, py, 92, 88, turn=c.dice.uniform(-0.6, 0.6), round_=14)
        c.veil(cube, "#ffffff", strength=0.34)
        c.veil(c.shrunk(cube, 16), "#ffffff", strength=0.26)


def _bubbles(c: Canvas, x: float, top: float, bottom: float, wide: float, count: int = 46) -> None:
    for _ in range(count):
        c.dot(x + c.dice.uniform(-wide, wide), c.dice.uniform(top, bottom), c.dice.uniform(2, 6), "#fff7e0")


def draw_soft_drink(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(name)
    _scene(c)
    tones = (
        (("lemon", "limon", "sprite", "tonic", "soda", "cedrata"), "#efe6a4"),
        (("orange", "arancia", "fanta"), "#ef8a26"),
        (("tea", "te"), "#b9712e"),
        (("ginger",), "#e0b765"),
    )
    colour = next((tone for keys, tone in tones if any(key in text.split() or key in text for key in keys)), "#3d1c12")
    x = CENTRE[0]
    _glass(c, x, 180, 830, 178, 140, colour)
    _ice(c, x, 400, 110)
    _bubbles(c, x, 320, 790, 118)
    c.line([(x + 40, 700), (x + 120, 60)], 17, "#d6452f")
    c.line([(x + 36, 690), (x + 116, 64)], 5, "#f6b9a6")
    lemon(c, x - 176, 206, 84, 0.5)
    if "menta" in text or "mojito" in text:
        BASIL(c, x + 20, 200, 60, -1.2)


def draw_juice(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    _scene(c)
    tones = (
        (("mango", "pesca", "peach"), "#f4a52a"),
        (("berry", "bosco", "fragola", "strawberry"), "#cf3f5c"),
        (("green", "mela", "kiwi"), "#9dbb4a"),
        (("lassi", "milk", "latte"), "#f7e9cb"),
        (("pomegran", "melograno"), "#a8223a"),
    )
    colour = next((tone for keys, tone in tones if any(key in text for key in keys)), "#f08a1d")
    x = CENTRE[0]
    _glass(c, x, 220, 830, 172, 138, colour, fill=0.9)
    c.glow(x - 40, 420, 110, 190, lighter(colour, 0.6), strength=0.45)
    lemon(c, x + 166, 236, 88, 0.2)
    BASIL(c, x - 30, 270, 54, -1.8)
    c.line([(x - 30, 720), (x - 100, 90)], 16, "#f6f1e7")


def draw_water(c: Canvas, words: Sequence[str], name: str) -> None:
    _scene(c)
    x = CENTRE[0] - 130
    glass = "#3f8f7a" if c.dice.random() < 0.5 else "#4f8fc0"
    c.shadow(c.blob(x, 836, 122, 24), height=20, strength=0.7)
    bottle = [
        (x - 36, 96),
        (x + 36, 96),
        (x + 40, 250),
        (x + 112, 390),
        (x + 116, 836),
        (x - 116, 836),
        (x - 112, 390),
        (x - 40, 250),
    ]
    c.shape(bottle, glass, volume=0.26)
    c.veil([(x - 84, 400), (x - 56, 380), (x - 56, 800), (x - 88, 800)], "#ffffff", strength=0.4)
    c.shape(c.box(x, 82, 88, 62, round_=10), "#e9e3d4", volume=0.2)
    c.shape(c.box(x, 590, 232, 200), "#f6f1e7", volume=0.08)
    wave = [(x - 84 + t * 12, 592 + 18 * math.sin(t * 0.9)) for t in range(15)]
    c.line(wave, 13, glass)
    c.line([(px, py + 36) for px, py in wave], 7, lighter(glass, 0.3))
    _glass(c, x + 300, 440, 830, 122, 100, "#cfe6ee", fill=0.74)
    _bubbles(c, x + 300, 560, 800, 84, 24)


def draw_beer(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(name)
    _scene(c)
    colour = (
        "#3b2014"
        if any(word in text for word in ("stout", "scura", "porter"))
        else "#c9772a"
        if any(word in text for word in ("ipa", "rossa", "ale", "amber", "ambrata"))
        else "#e9a926"
    )
    x = CENTRE[0]
    _glass(c, x, 150, 836, 196, 142, colour, fill=0.86, foam="#fdf5e2")
    _bubbles(c, x, 360, 800, 122, 70)
    c.glow(x - 50, 560, 110, 220, "#fff0b8", strength=0.4)


def draw_wine(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(name)
    _scene(c)
    white = any(
        word in text
        for word in (
            "white",
            "bianco",
            "pinot grigio",
            "chardonnay",
            "prosecco",
            "vermentino",
            "sauvignon",
            "champagne",
            "franciacorta",
        )
    )
    rose = any(word in text for word in ("rose", "rosato"))
    colour = "#ead27a" if white else "#e79a94" if rose else "#6d1328"
    x = CENTRE[0] - 170
    c.shadow(c.blob(x, 838, 110, 22), height=20, strength=0.7)
    bottle = [
        (x - 34, 60),
        (x + 34, 60),
        (x + 38, 300),
        (x + 104, 420),
        (x + 106, 838),
        (x - 106, 838),
        (x - 104, 420),
        (x - 38, 300),
    ]
    c.shape(bottle, "#6f7f3a" if white else "#24352a", volume=0.3)
    c.veil([(x - 78, 430), (x - 56, 410), (x - 56, 810), (x - 80, 810)], "#ffffff", strength=0.3)
    c.shape(c.box(x, 150, 82, 190, round_=8), darker(colour, 0.2), volume=0.24)
    c.shape(c.box(x, 610, 214, 210), "#f4ead2", volume=0.08)
    c.line([(x - 66, 570), (x + 66, 570)], 6, "#b08b3e")
    c.shape(c.blob(x, 632, 38), mix(colour, "#b08b3e", 0.3), volume=0.24)
    _goblet(c, x + 350, colour)


def _goblet(c: Canvas, x: float, colour: str, *, fill: float = 0.5) -> None:
    c.shadow(c.blob(x, 832, 120, 22), height=16, strength=0.6)
    c.shape(c.blob(x, 828, 124, 22), "#f2f4f2", volume=0.14)
    c.shape([(x - 10, 600), (x + 10, 600), (x + 13, 824), (x - 13, 824)], "#e9eeec", volume=0.16)
    cup = [*c.arc(x, 440, 168, 190, 0, math.pi), (x - 150, 250), (x + 150, 250)]
    c.veil(cup, "#ffffff", strength=0.3)
    level = 610 - 330 * fill
    wet = [(px, max(py, level)) for px, py in c.arc(x, 438, 157, 178, 0, math.pi)] + [
        (x - 155, level),
        (x + 155, level),
    ]
    c.shape(sorted(wet, key=lambda point: math.atan2(point[1] - 500, point[0] - x)), colour, volume=0.24)
    c.shape(c.blob(x, level, 154, 20), lighter(colour, 0.24), volume=0.1)
    c.veil([(x - 120, 300), (x - 96, 290), (x - 104, 520), (x - 128, 490)], "#ffffff", strength=0.5)
    c.line(c.arc(x, 250, 150, 17, 0, math.tau), 4, "#f6faf8")


def draw_cocktail(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(name)
    _scene(c)
    tones = (
        (("negroni", "americano", "campari"), "#c2281c"),
        (("mojito", "gin"), "#d9e6bf"),
        (("limoncello",), "#f5dc4a"),
        (("hugo",), "#e6e9b4"),
        (("amaro", "grappa"), "#6b3a1c"),
    )
    colour = next((tone for keys, tone in tones if any(key in text for key in keys)), "#ef7a1f")
    x = CENTRE[0]
    _goblet(c, x, colour, fill=0.86)
    _ice(c, x, 430, 90)
    _bubbles(c, x, 380, 560, 100, 24)
    lemon(c, x + 120, 268, 92, 0.4)
    BASIL(c, x - 70, 290, 60, -2.2)


def _cup_from_above(c: Canvas, colour: str, radius: float) -> tuple[float, float, float]:
    x, y = CENTRE
    cup = c.dice.choice(("#f6f1e7", "#2f6f6a", "#b5523c", "#e3d9c6"))
    c.shape(c.blob(x, y, radius * 1.62), lighter(cup, 0.3), shadow=24, volume=0.18)
    c.shape(c.blob(x, y, radius * 1.2), darker(cup, 0.12), volume=0.12)
    handle = c.box(x + radius * 1.12, y + radius * 0.3, radius * 0.7, radius * 0.3, turn=0.3, round_=radius * 0.14)
    c.shape(handle, cup, shadow=12, volume=0.22)
    c.shape(c.blob(x, y, radius), cup, shadow=18, volume=0.26)
    c.shape(c.blob(x, y, radius * 0.88), darker(colour, 0.4), volume=0.1)
    c.shape(c.blob(x, y + 2, radius * 0.86), colour, volume=0.16)
    return x, y, radius * 0.86


def draw_coffee(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(name)
    milky = any(
        word in text for word in ("cappuccino", "latte", "flat white", "mocha", "macchiato", "marocchino", "ginseng")
    )
    x, y, radius = _cup_from_above(c, "#7a4420" if milky else "#3b1d10", 300 if milky else 225)
    if milky:
        c.shape(c.blob(x, y, radius * 0.9, wobble=0.03), "#b97a42", volume=0.12)
        for step in range(5):
            size = radius * (0.66 - step * 0.12)
            heart = [
                (
                    size * 0.9 * math.sin(t / 30 * math.tau) ** 3,
                    -size
                    * 0.78
                    * (
                        0.81 * math.cos(t / 30 * math.tau)
                        - 0.31 * math.cos(2 * t / 30 * math.tau)
                        - 0.12 * math.cos(3 * t / 30 * math.tau)
                    ),
                )
                for t in range(30)
            ]
            c.flat(c.turned(heart, x, y + step * 10, 0), "#fbf0da" if step % 2 == 0 else "#c08a54")
    else:
        c.shape(c.blob(x, y, radius * 0.9, wobble=0.04), "#9a5c26", volume=0.2)
        for px, py in c.scatter(x, y, radius * 0.7, radius * 0.7, 30, 16):
            c.glow(px, py, 26, 16, c.dice.choice(("#d09a56", "#6b3513")), strength=0.6)
    for px, py in ((x - 470, y + 260), (x - 430, y + 310), (x - 500, y + 330)):
        bean = c.blob(px, py, 36, 25, turn=c.dice.uniform(0, 3))
        c.shape(bean, "#4a2614", shadow=7, volume=0.3)
        c.line([(px - 22, py), (px + 22, py + 4)], 4, "#2b130a")


def draw_tea(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(name)
    colour = (
        "#8fae4a"
        if any(word in text for word in ("verde", "green", "matcha", "mint", "menta"))
        else "#d9b18a"
        if "chai" in text
        else "#c2752a"
    )
    x, y, radius = _cup_from_above(c, colour, 300)
    c.glow(x - 80, y - 90, 150, 110, "#fff3d6", strength=0.4)
    c.line([(x + radius * 0.6, y - radius * 0.5), (x + radius * 1.3, y - radius * 1.2)], 4, "#f6f1e7")
    c.shape(c.box(x + radius * 1.36, y - radius * 1.26, 78, 92, turn=0.5, round_=6), "#d6452f", shadow=7, volume=0.16)
    if colour != "#d9b18a":
        lemon(c, x - 30, y + 40, 92, 0.3)
