"""Desserts and the baker's window."""

import math
from collections.abc import Sequence

from comanda.config.demo.drawing.canvas import Canvas, darker, lighter, mix
from comanda.config.demo.drawing.surfaces import CENTRE, board, bowl, cloth, plate
from comanda.config.demo.drawing.toppings import BASIL, crumbs, specks, strew, wedge
from tenant_apps.catalog.selectors.search import fold

_FLAVOURS = (
    (("chocolate", "cioccolat", "brownie", "nutella", "cacao", "fondente"), "#5b3422"),
    (("pistac",), "#a9bd6a"),
    (("strawberr", "fragol", "raspberr", "lampon"), "#e2667a"),
    (("lemon", "limone"), "#f4dc6a"),
    (("berry", "bosco", "mirtill", "amarena", "cherry"), "#8a2f55"),
    (("mango", "orange", "arancia", "carrot"), "#f0a036"),
    (("coffee", "caffe", "hazelnut", "nocciol", "caramel"), "#b98a58"),
    (("apple", "mele", "mela"), "#d9a24c"),
)


def _flavour(name: str, words: Sequence[str], otherwise: str) -> str:
    """The name's own word counts before what else is in it."""
    for text in (fold(name), fold(" ".join(words))):
        for keys, colour in _FLAVOURS:
            if any(key in text for key in keys):
                return colour
    return otherwise


def _berries(c: Canvas, x: float, y: float, spread: float, count: int) -> None:
    for px, py in c.scatter(x, y, spread, spread * 0.6, count, 40):
        tone = c.dice.choice(("#c72845", "#35407c", "#8a2f55"))
        c.shape(c.blob(px, py, c.dice.uniform(22, 32)), tone, shadow=7, volume=0.32)
        c.glow(px - 8, py - 9, 11, 9, "#ffffff", strength=0.7)
    BASIL(c, x + spread * 0.5, y, 34, -0.6)


def _slice(c: Canvas, x: float, y: float, tones: Sequence[tuple[str, float]], *, top: str) -> None:
    """A block seen from the front and a little from above: layers below, the icing on top."""
    width, depth = 430.0, 120.0
    height = sum(high for _, high in tones)
    base = y + height / 2
    c.shadow(
        [
            (x - width / 2, base - 30),
            (x + width / 2, base - 30),
            (x + width / 2, base + 20),
            (x - width / 2, base + 20),
        ],
        height=26,
        strength=0.5,
    )
    level = base
    for tone, high in tones:
        front = [
            (x - width / 2, level),
            (x + width / 2, level),
            (x + width / 2, level - high),
            (x - width / 2, level - high),
        ]
        c.shape(front, tone, volume=0.12)
        for px, py in c.scatter(x, level - high / 2, width / 2 - 14, high / 2 - 3, 22, 26):
            c.glow(px, py, 11, 7, c.dice.choice((darker(tone, 0.3), lighter(tone, 0.4))), strength=0.5)
        level -= high
    lid = [
        (x - width / 2, level),
        (x + width / 2, level),
        (x + width / 2 - 46, level - depth),
        (x - width / 2 + 46, level - depth),
    ]
    c.shape(lid, top, volume=0.14)


def draw_tiramisu(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y = CENTRE
    plate(c, 415)
    _slice(c, x, y + 20, [("#8a5a34", 62), ("#fbf0d8", 50), ("#8a5a34", 62), ("#fbf0d8", 54)], top="#5b3422")
    top = y + 20 - 114
    for _ in range(260):
        c.dot(
            x + c.dice.uniform(-190, 190),
            top - c.dice.uniform(4, 112),
            c.dice.uniform(1.5, 4),
            c.dice.choice(("#3a2016", "#7a4b30", "#8d5c3c")),
        )
    for px, py in c.scatter(x, y + 200, 330, 60, 40, 14):
        c.dot(px, py, c.dice.uniform(1.5, 4), "#6b4226")
    BASIL(c, x + 40, top - 60, 44, -0.8)


def draw_cake(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y = CENTRE
    if "gulab" in text or "jamun" in text:
        _dumplings(c)
        return
    plate(c, 415, colour=c.dice.choice(("#f6f1e7", "#e6d6d8", "#dfe8ea")))
    tone = _flavour(name, words, "#e6b96a")
    if "panna cotta" in text or "pannacotta" in text or "pudding" in text or "mousse" in text:
        sauce = tone if tone != "#e6b96a" else "#b3263f"
        c.shape(c.blob(x, y + 70, 250, 150, wobble=0.1), sauce, volume=0.16)
        c.shape(
            [*c.arc(x, y + 70, 165, 80, 0, math.pi), *c.arc(x, y - 90, 130, 62, math.pi, math.tau)],
            "#fbf4e4",
            shadow=16,
            volume=0.14,
        )
        c.shape(c.blob(x, y - 90, 130, 62), "#fffaf0", volume=0.06)
        drip = [
            *c.arc(x, y - 92, 118, 54, math.pi, math.tau),
            (x + 96, y - 40),
            (x + 60, y - 66),
            (x + 10, y + 10),
            (x - 40, y - 60),
            (x - 84, y - 20),
        ]
        c.shape(drip, sauce, volume=0.16)
        _berries(c, x, y - 96, 70, 5)
        return
    if "cheesecake" in text:
        _slice(c, x, y + 20, [("#b98243", 48), ("#fbf0d0", 150)], top="#b3263f" if tone == "#e6b96a" else "#fbf0d0")
    else:
        cream = "#fbf0dc" if tone != "#f4dc6a" else "#fff8e2"
        _slice(
            c, x, y + 20, [(_hex(tone), 66), (cream, 26), (_hex(tone), 66), (cream, 26)], top=_hex(lighter(tone, 0.2))
        )
    _berries(c, x, y - 130, 110, 7)


def _dumplings(c: Canvas) -> None:
    """Gulab jamun: dark and shining, in their syrup."""
    x, y, radius = bowl(c, 350, colour=c.dice.choice(("#39506b", "#e9dfcc", "#2f6f6a")))
    c.shape(c.blob(x, y, radius * 0.97), "#d9932c", volume=0.2)
    for px, py in ((x - 110, y - 70), (x + 100, y - 90), (x - 20, y + 60), (x + 150, y + 90), (x - 160, y + 110)):
        c.shape(c.blob(px, py, 92, wobble=0.03), "#6b3218", shadow=10, volume=0.34)
        c.glow(px - 30, py - 34, 34, 24, "#fbd9a0", strength=0.8)
        strew(c, [(crumbs("#8fae4a"), 0.7, 1)], px, py, 30, 30, unit=26)


def _hex(colour: str | tuple[int, int, int]) -> str:
    return colour if isinstance(colour, str) else "#{:02x}{:02x}{:02x}".format(*colour)


def draw_ice_cream(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y = CENTRE
    cloth(c)
    main = _flavour(name, words, "#f7ecd2")
    tones = [main, "#f7ecd2" if main != "#f7ecd2" else "#5b3422", c.dice.choice(("#e2667a", "#a9bd6a", "#b98a58"))]
    c.shadow(c.blob(x, y + 330, 190, 40), height=20, strength=0.6)
    for px, py, tone in ((x - 105, y - 30, tones[1]), (x + 105, y - 30, tones[2]), (x, y - 150, tones[0])):
        scoop = c.blob(px, py, 138, 130, wobble=0.05)
        c.shape(scoop, tone, shadow=8, volume=0.22)
        for qx, qy in c.scatter(px, py, 108, 100, 16, 22):
            c.glow(qx, qy, 18, 9, c.dice.choice((lighter(tone, 0.5), darker(tone, 0.2))), strength=0.5)
    cup = [(x - 250, y + 10), (x + 250, y + 10), (x + 165, y + 330), (x - 165, y + 330)]
    c.shape(cup, c.dice.choice(("#2f6f6a", "#b5523c", "#d9a441", "#53648c")), volume=0.22)
    for step in range(-2, 3):
        c.veil(
            [
                (x + step * 96 - 24, y + 10),
                (x + step * 96 + 24, y + 10),
                (x + step * 64 + 16, y + 330),
                (x + step * 64 - 16, y + 330),
            ],
            "#ffffff",
            strength=0.16,
        )
    c.shape(c.box(x, y + 14, 530, 44, round_=22), "#f6f1e7", shadow=5, volume=0.14)
    wafer = c.turned([(-34, 0), (34, 0), (0, -260)], x + 150, y - 110, 0.4)
    c.shape(wafer, "#d9a24c", shadow=6, volume=0.2)
    strew(c, [(specks("#fffdf4", "#e2667a", "#5b3422"), 1.4, 5)], x, y - 170, 100, 70, unit=40)
    if "affogato" in text:
        c.glow(x, y - 120, 150, 70, "#3a2016", strength=0.8)


def draw_pastry(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y = CENTRE
    plate(c, 410, colour=c.dice.choice(("#f6f1e7", "#dfe8ea", "#e6d6d8")))
    if "cannol" in text:
        for px, py in ((x - 120, y - 60), (x + 90, y + 90)):
            c.shape(c.box(px, py, 380, 124, turn=-0.35, round_=52), "#b9762f", shadow=15, volume=0.3)
            for side in (-1, 1):
                tip = (px + side * 178 * math.cos(-0.35), py + side * 178 * math.sin(-0.35))
                c.shape(c.blob(*tip, 52, 62, wobble=0.12), "#fdf6e6", shadow=5, volume=0.12)
                strew(c, [(crumbs("#8fae4a"), 0.9, 3)], *tip, 44, 50, unit=30)
    elif "cookie" in text or "biscott" in text:
        for px, py in c.scatter(x, y, 200, 190, 6, 165):
            c.shape(c.blob(px, py, 98, wobble=0.06), "#d09a54", shadow=12, volume=0.24)
            for qx, qy in c.scatter(px, py, 72, 72, 9, 30):
                c.shape(c.blob(qx, qy, 15, wobble=0.2), "#4a2a1c", shadow=2, volume=0.2)
    else:
        _croissant(c, x, y + 10)
    for _ in range(180):
        c.dot(x + c.dice.gauss(0, 150), y + c.dice.gauss(0, 110), c.dice.uniform(1, 3), "#fffaf0")


def _croissant(c: Canvas, x: float, y: float) -> None:
    parts = [
        (-250, 92, 64, -0.9),
        (-172, -4, 104, -0.6),
        (-66, -70, 136, -0.2),
        (66, -70, 136, 0.2),
        (172, -4, 104, 0.6),
        (250, 92, 64, 0.9),
    ]
    for px, py, size, turn in parts:
        roll = c.blob(x + px, y + py, size * 0.72, size * 1.12, turn=turn)
        c.shape(roll, "#c67f30", shadow=14, edge=5, volume=0.3)
        c.glow(x + px - size * 0.2, y + py - size * 0.45, size * 0.42, size * 0.4, "#f7d793", strength=0.7)
        for step in (-0.3, 0.1, 0.45):
            c.line(
                c.arc(x + px, y + py + step * size, size * 0.6, size * 0.3, 0.4, 2.7, turn=turn),
                5,
                mix("#c67f30", "#7a4415", 0.6),
            )
    c.shape(c.blob(x, y - 60, 106, 160), "#d08a36", shadow=10, edge=5, volume=0.3)
    c.glow(x - 28, y - 120, 60, 60, "#fbe2a8", strength=0.75)


def draw_fruit(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y = CENTRE
    board(c)
    for tone in ("#f3c64b", "#e2667a", "#a9c264", "#f08a3c"):
        for px, py in c.scatter(x, y, 330, 190, 6, 110):
            wedge(tone)(c, px, py, 70, c.dice.uniform(0, 6))
    _berries(c, x, y, 260, 16)
