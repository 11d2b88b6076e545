"""What is eaten from bowls: curries, soups, rice, salads, pasta, noodles, sauces."""

# ruff: noqa: PLR0917 - places and radii read better without names

import math
from collections.abc import Sequence

from comanda.config.demo.drawing.canvas import Canvas, darker, lighter, mix
from comanda.config.demo.drawing.surfaces import CENTRE, bowl, cloth, plate
from comanda.config.demo.drawing.toppings import (
    BASIL,
    CORIANDER,
    Topping,
    cherry_tomato,
    chunk,
    crumbs,
    leaves,
    lemon,
    looks_of,
    ring,
    round_slice,
    specks,
    strew,
)
from tenant_apps.catalog.selectors.search import fold

_SAUCES = (
    (("korma", "kurma", "pasanda", "cream", "panna", "alfredo"), "#e5b45c"),
    (("butter", "masala", "makhani"), "#dc6f2c"),
    (("saag", "methi", "haryali", "hari", "pesto", "spinach"), "#5d7a2c"),
    (("vindaloo", "madras", "lal", "jalfrezi", "achar", "arrabbiata"), "#a8321a"),
    (("dhansak", "dall", "dal", "lentil", "dahl", "minestrone", "chana"), "#d49a34"),
    (("bhuna", "rogon", "rogan", "balti", "karahi", "dupiaza", "mushroom"), "#9a4a1e"),
    (("tomato", "pomodoro", "pathia", "amatriciana", "bolognese", "ragu", "napoli"), "#c23c1c"),
)
_POTS = ("#2f3b3a", "#3a2b28", "#dfe4e0", "#b86a43", "#39506b", "#e9dfcc")


def _sauce(text: str, otherwise: str) -> str:
    return next((colour for keys, colour in _SAUCES if any(key in text for key in keys)), otherwise)


def _liquid(c: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    c.shape(c.blob(x, y, radius), darker(colour, 0.25), volume=0.08)
    c.shape(c.blob(x, y + 3, radius * 0.975, wobble=0.012), colour, volume=0.14)
    for px, py in c.scatter(x, y, radius * 0.9, radius * 0.9, 46, 26):
        size = c.dice.uniform(14, 46)
        tone = c.dice.choice((lighter(colour, 0.22), darker(colour, 0.22), lighter(colour, 0.1)))
        c.glow(px, py, size, size * 0.75, tone, strength=0.5)


def _swirl(c: Canvas, x: float, y: float, radius: float, colour: str) -> None:
    turn = c.dice.uniform(0, 6)
    curve = [
        (x + radius * t / 44 * math.cos(t * 0.28 + turn), y + radius * t / 44 * 0.9 * math.sin(t * 0.28 + turn))
        for t in range(6, 44)
    ]
    c.line(curve, 11, mix(colour, "#d9b98a", 0.25))
    c.line([(px - 1, py - 2) for px, py in curve], 7, colour)


def draw_curry(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y, radius = bowl(c, 365, colour=c.dice.choice(_POTS))
    sauce = _sauce(text, "#c8702a")
    _liquid(c, x, y, radius, sauce)
    looks = looks_of([name, *words]) or [(chunk("#b07a45"), 1.0, 9)]
    for look, size, count in looks[:3]:
        glazed = 62 * size
        for px, py in c.scatter(x, y, radius - glazed, radius - glazed, min(count, 9), glazed * 1.7):
            look(c, px, py, glazed, c.dice.uniform(0, math.tau))
            c.glow(px, py + glazed * 0.5, glazed * 1.2, glazed * 0.6, sauce, strength=0.55)
    if not any(word in text for word in ("vindaloo", "madras", "bhuna")):
        _swirl(c, x, y, radius * 0.8, "#fdf2dc")
    for px, py in c.scatter(x, y, radius * 0.5, radius * 0.5, 7, 60):
        CORIANDER(c, px, py, 40, c.dice.uniform(0, math.tau))
    if any(word in text for word in ("vindaloo", "madras", "chilli", "jalfrezi", "mirch")):
        strew(c, [(ring("#cf2f1d", inner="#f0d9a8"), 0.6, 7)], x, y, radius * 0.8, radius * 0.8, unit=46)


def draw_soup(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    cloth(c)
    x, y, radius = bowl(c, 370, colour=c.dice.choice(_POTS))
    _liquid(c, x, y, radius, _sauce(text, "#d98f3a"))
    strew(c, looks_of([name, *words])[:3], x, y, radius * 0.8, radius * 0.8, unit=38, share=0.7)
    _swirl(c, x, y, radius * 0.6, "#fdf6e6")
    strew(c, [(crumbs("#c98f45"), 1.3, 4)], x, y, radius * 0.4, radius * 0.4, unit=36)
    for px, py in c.scatter(x, y, 120, 120, 4, 70):
        CORIANDER(c, px, py, 40, c.dice.uniform(0, 6))


def _grains(c: Canvas, x: float, y: float, radius: float, colours: Sequence[str], count: int = 1500) -> None:
    c.shape(c.blob(x, y, radius, wobble=0.02), darker(colours[0], 0.16), volume=0.12)
    for _ in range(count):
        angle, away = c.dice.uniform(0, math.tau), radius * 0.97 * math.sqrt(c.dice.random())
        px, py, turn = x + away * math.cos(angle), y + away * math.sin(angle), c.dice.uniform(0, math.pi)
        tone = mix(c.dice.choice(colours), "#ffffff", c.dice.uniform(0, 0.25))
        half = (9 * math.cos(turn), 9 * math.sin(turn))
        c.line([(px - half[0], py - half[1] + 3), (px + half[0], py + half[1] + 3)], 6.5, darker(tone, 0.3))
        c.line([(px - half[0], py - half[1]), (px + half[0], py + half[1])], 6.5, tone)


def draw_rice(c: Canvas, words: Sequence[str], name: str, *, festive: bool = False) -> None:
    text = fold(" ".join([name, *words]))
    x, y, radius = bowl(c, 355, colour=c.dice.choice(_POTS))
    colours = ["#fbf6e8", "#fbf6e8", "#f5ead0"]
    if festive or "pilau" in text or "saffron" in text or "zafferano" in text:
        colours = ["#f7d56b", "#fbf0cf", "#f0a93c", "#fbf6e8"]
    elif "lemon" in text or "limone" in text:
        colours = ["#f8e48a", "#fbf3c4"]
    elif any(word in text for word in ("saag", "spinach", "pesto")):
        colours = ["#cfd98c", "#e8ebbf", "#9fb65a"]
    elif any(word in text for word in ("fried", "keema", "masala", "nero")):
        colours = ["#e0b878", "#efd7a4", "#c99a56"]
    _grains(c, x, y, radius, colours)
    looks = looks_of([name, *words])[:3]
    strew(c, looks, x, y, radius * 0.82, radius * 0.82, unit=60 if festive else 40, share=0.8)
    for px, py in c.scatter(x, y, radius * 0.6, radius * 0.6, 6, 70):
        CORIANDER(c, px, py, 40, c.dice.uniform(0, 6))


def draw_biryani(c: Canvas, words: Sequence[str], name: str) -> None:
    draw_rice(c, words, name, festive=True)


def draw_salad(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y, radius = bowl(c, 380, colour=c.dice.choice(_POTS))
    c.shape(c.blob(x, y, radius * 0.96), "#3f6a2a", volume=0.2)
    greens: list[Topping] = [
        leaves("#7db547", long_=2.0, wide=1.35),
        leaves("#4f8f35", long_=2.2, wide=1.1),
        leaves("#9cc75a", long_=1.8, wide=1.3),
        leaves("#7a3550" if c.dice.random() < 0.5 else "#5da03c", long_=1.7, wide=1.1),
    ]
    for step in range(3):
        for px, py in c.scatter(x, y, radius * (0.8 - 0.12 * step), radius * (0.8 - 0.12 * step), 26, 62):
            c.dice.choice(greens)(c, px, py, 58, math.atan2(py - y, px - x) + c.dice.uniform(-0.9, 0.9))
    looks = looks_of([name, *words])
    looks = looks[:6] or [
        (cherry_tomato, 0.9, 8),
        (round_slice("#4d8233", "#dfe8b4"), 0.9, 7),
        (ring("#a8497a", inner="#efd3e2"), 0.9, 5),
    ]
    strew(c, looks, x, y, radius * 0.82, radius * 0.82, unit=52, share=0.72)
    strew(c, [(specks("#2e2a22", "#c9b98a"), 1.2, 8)], x, y, radius * 0.7, radius * 0.7, unit=40)


def draw_pasta(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y = CENTRE
    if c.dice.random() < 0.5:
        cloth(c)
    plate(c, 425, colour=c.dice.choice(("#f6f1e7", "#e3e8e6", "#39434a")))
    white = any(word in text for word in ("carbonara", "cacio", "vongole", "burro", "alfredo", "aglio", "panna"))
    sauce = "#e9c66f" if white else _sauce(text, "#c8481f")
    dough = "#f2d27c"
    if "lasagn" in text or "cannelloni" in text:
        _layers(c, x, y, sauce)
    elif any(
        word in text
        for word in ("penne", "rigatoni", "paccheri", "maccheroni", "orecchiette", "gnocchi", "ravioli", "tortell")
    ):
        _shapes(c, x, y, sauce, dough, text)
    else:
        _nest(c, x, y, sauce, dough, broad="tagliatelle" in text or "fettuccine" in text)
    if "lasagn" not in text:
        strew(c, looks_of([*words, name])[:4], x, y, 200, 190, unit=36, share=0.75)
    strew(c, [(crumbs("#fbf1d2"), 0.7, 9)], x, y, 190, 180, unit=34)
    for px, py in c.scatter(x, y - 20, 60, 50, 2 if white else 3, 40):
        BASIL(c, px, py, 44, c.dice.uniform(0, 6))


def _nest(c: Canvas, x: float, y: float, sauce: str, dough: str, *, broad: bool = False) -> None:
    c.shape(c.blob(x, y + 6, 262, 248, wobble=0.06), sauce, shadow=12, volume=0.16)
    for ring_ in range(150):
        radius = 246 - ring_ * 1.35 + c.dice.uniform(-22, 22)
        cx, cy = x + c.dice.uniform(-34, 34) * (1 - ring_ / 200), y + c.dice.uniform(-30, 30) * (1 - ring_ / 200)
        start = c.dice.uniform(0, math.tau)
        curve = c.arc(cx, cy, max(24, radius), max(20, radius * 0.9), start, start + c.dice.uniform(1.2, 3.4))
        tone = mix(dough, sauce, c.dice.uniform(0.05, 0.42))
        width = 17 if broad else 8.5
        c.line([(px + 2, py + 4) for px, py in curve], width, darker(tone, 0.42))
        c.line(curve, width, tone)
        if ring_ % 2:
            c.line([(px - 1, py - 2) for px, py in curve[2:-2]], width * 0.28, lighter(tone, 0.45))
    for px, py in c.scatter(x, y, 150, 140, 9, 60):
        c.glow(px, py, 56, 46, sauce, strength=0.62)


def _shapes(c: Canvas, x: float, y: float, sauce: str, dough: str, text: str) -> None:
    c.shape(c.blob(x, y, 268, 250, wobble=0.05), sauce, shadow=8, volume=0.16)
    for step in range(3):
        for px, py in c.scatter(x, y, 220 - step * 50, 205 - step * 46, 22, 58):
            turn, tone = c.dice.uniform(0, 6), mix(dough, sauce, c.dice.uniform(0.08, 0.4))
            if "gnocchi" in text or "orecchiette" in text:
                c.shape(c.blob(px, py, 34, 27, wobble=0.1, turn=turn), tone, shadow=6, volume=0.28)
                c.line(c.arc(px, py, 20, 14, 3.4, 5.6, turn=turn), 4, darker(tone, 0.18))
            elif "ravioli" in text or "tortell" in text:
                c.shape(c.box(px, py, 92, 84, turn=turn, round_=10), darker(tone, 0.12), shadow=7, volume=0.16)
                c.shape(c.blob(px, py, 29, 27), lighter(tone, 0.18), volume=0.24)
            else:
                c.shape(c.box(px, py, 96, 36, turn=turn, round_=12), tone, shadow=7, volume=0.26)
                tip = (px + 40 * math.cos(turn), py + 40 * math.sin(turn))
                c.flat(c.blob(*tip, 9, 14, turn=turn), darker(tone, 0.5))
                for row in (-8, 0, 8):
                    c.line(c.turned([(-38, row), (32, row)], px, py, turn), 2, darker(tone, 0.16))
    for px, py in c.scatter(x, y, 180, 170, 14, 50):
        c.glow(px, py, 48, 38, sauce, strength=0.62)


def _layers(c: Canvas, x: float, y: float, sauce: str) -> None:
    whole = c.box(x, y + 20, 400, 300, turn=-0.12, round_=20)
    c.shape(c.blob(x, y + 40, 290, 220, wobble=0.1), sauce, volume=0.14)
    c.shape([(px, py + 44) for px, py in whole], "#a3451f", shadow=18, volume=0.2)
    for step, tone in enumerate(("#f2d79a", "#b9431e", "#f2d79a", "#b9431e")):
        c.shape([(px, py + 34 - step * 11) for px, py in whole], tone, volume=0.14)
    c.shape([(px, py - 12) for px, py in whole], "#f0c873", volume=0.16)
    for px, py in c.scatter(x, y, 170, 120, 20, 40):
        c.glow(
            px,
            py,
            c.dice.uniform(18, 44),
            c.dice.uniform(14, 34),
            c.dice.choice(("#a85a1c", sauce, "#fdf0cc")),
            strength=0.6,
        )


def draw_noodles(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y, radius = bowl(c, 370, colour=c.dice.choice(_POTS))
    _liquid(c, x, y, radius, "#b9772f")
    _nest(c, x, y, "#b9772f", "#f1d58c")
    strew(
        c, looks_of([name, *words])[:4] or [(CORIANDER, 1.0, 6)], x, y, radius * 0.7, radius * 0.7, unit=48, share=0.7
    )


def draw_vegetables(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y, radius = bowl(c, 350, colour=c.dice.choice(_POTS))
    _liquid(c, x, y, radius, _sauce(text, "#b5762c"))
    looks = looks_of([name, *words]) or [(round_slice("#4d8233", "#dfe8b4"), 1.0, 9), (cherry_tomato, 0.9, 6)]
    for _ in range(2):
        strew(c, looks[:3], x, y, radius * 0.9, radius * 0.9, unit=54, share=1.2)
    for px, py in c.scatter(x, y, 150, 150, 6, 60):
        CORIANDER(c, px, py, 40, c.dice.uniform(0, 6))


def draw_sauce(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    tones = (
        (("mint", "menta", "pesto", "verde"), "#8fae4a"),
        (("mango", "mustard", "senape"), "#eeaa2e"),
        (("lime", "pickle"), "#b98f2c"),
        (("raita", "raitha", "yog", "tzatziki", "mayo", "maionese", "garlic"), "#f7f1e2"),
        (("onion", "tamarind", "bbq", "barbecue"), "#8a3f24"),
        (("red", "ketchup", "chilli", "piccante"), "#c7301c"),
    )
    colour = next((tone for keys, tone in tones if any(key in text for key in keys)), _sauce(text, "#cf7a2c"))
    x, y, radius = bowl(c, 265, colour=c.dice.choice(_POTS))
    _liquid(c, x, y, radius, colour)
    _swirl(c, x, y, radius * 0.75, mix(colour, "#ffffff", 0.35) and "#fbf3df" if colour != "#f7f1e2" else "#c9d79a")
    strew(c, [(specks("#4d6b2a", "#b5361f"), 1.5, 6)], x, y, radius * 0.7, radius * 0.7, unit=40)
    CORIANDER(c, x, y, 44, c.dice.uniform(0, 6))
    lemon(c, x + 330, y + 190, 74, 0.3)
