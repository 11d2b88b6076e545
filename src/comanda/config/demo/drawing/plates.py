"""What comes on plates and boards: from the grill, the fryer, the oven and the bakery."""

import math
from collections.abc import Sequence

from comanda.config.demo.drawing.canvas import Canvas, darker, lighter, mix
from comanda.config.demo.drawing.surfaces import CENTRE, board, cloth, plate
from comanda.config.demo.drawing.toppings import (
    BASIL,
    arugula,
    cherry_tomato,
    chunk,
    crumbs,
    ham,
    leaves,
    lemon,
    looks_of,
    olive,
    prawn,
    ring,
    round_slice,
    salami,
    specks,
    strew,
)
from tenant_apps.catalog.selectors.search import fold


def _garnish(c: Canvas, x: float, y: float) -> None:
    for _ in range(7):
        leaves("#7db547", long_=1.9, wide=1.2)(
            c, x + c.dice.uniform(-60, 60), y + c.dice.uniform(-50, 50), 46, c.dice.uniform(0, 6)
        )
    for px, py in c.scatter(x, y, 80, 66, 4, 46):
        cherry_tomato(c, px, py, 40, 0)
    ring("#a8497a", inner="#efd3e2")(c, x, y - 16, 42, 1.0)


def draw_grill(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y = CENTRE
    plate(c, 425, colour=c.dice.choice(("#f6f1e7", "#2f3435", "#e3e0d6")))
    if any(word in text for word in ("steak", "bistecca", "tagliata", "cotoletta", "milanese", "fillet")):
        _steak(c, x - 40, y + 10, breaded="cotoletta" in text or "milanese" in text)
    else:
        tone = next(
            (
                colour
                for keys, colour in (
                    (("tandoori", "tikka"), "#c9531f"),
                    (("lamb", "sheek", "kebab", "kehab", "keema"), "#7d4528"),
                    (("prawn", "gamber"), "#e8794a"),
                    (("paneer",), "#f3dfae"),
                    (("fish", "pesce", "salmon"), "#e19a63"),
                )
                if any(key in text for key in keys)
            ),
            "#b8763a",
        )
        if "prawn" in text or "gamber" in text:
            strew(c, [(prawn, 1.5, 9)], x - 40, y, 235, 200, unit=58)
        elif any(word in text for word in ("sheek", "kebab", "kehab")):
            for row in range(4):
                _skewer(c, x - 40, y - 120 + row * 86, tone)
        else:
            for px, py in c.scatter(x - 50, y, 210, 190, 13, 92):
                chunk(tone, char="#2b130a")(c, px, py, c.dice.uniform(62, 78), c.dice.uniform(-0.5, 0.5))
    _garnish(c, x + 215, y + 110)
    lemon(c, x + 200, y - 150, 74, 0.4)
    strew(c, [(specks("#4d6b2a", "#7fae45"), 1.2, 8)], x - 40, y, 220, 180, unit=40)


def _skewer(c: Canvas, x: float, y: float, tone: str) -> None:
    c.line([(x - 290, y + 6), (x + 260, y - 6)], 8, "#caa56b")
    body = c.box(x, y, 430, 66, turn=-0.02, round_=32)
    c.shape(body, tone, shadow=9, volume=0.3)
    for step in range(-4, 5):
        c.line(c.arc(x + step * 46, y, 12, 27, -1.2, 1.2), 5, darker(tone, 0.3))
        c.glow(x + step * 46 - 8, y - 14, 22, 12, lighter(tone, 0.7), strength=0.5)


def _steak(c: Canvas, x: float, y: float, *, breaded: bool) -> None:
    tone = "#c98a3c" if breaded else "#6b3620"
    cut = c.blob(x, y, 250, 178, wobble=0.16, turn=-0.3)
    c.shape(cut, tone, shadow=14, edge=10, volume=0.24)
    if breaded:
        for px, py in c.scatter(x, y, 215, 150, 120, 12):
            c.glow(
                px,
                py,
                c.dice.uniform(8, 20),
                c.dice.uniform(6, 14),
                c.dice.choice(("#f0c777", "#8f5216", "#e0a44f")),
                strength=0.7,
            )
        return
    for step in range(-3, 4):
        c.line(
            c.turned([(-150 + abs(step) * 22, step * 46), (150 - abs(step) * 22, step * 46)], x, y, -0.6), 15, "#32160c"
        )
    c.glow(x - 70, y - 70, 130, 80, "#d99a72", strength=0.5)


def draw_fish(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y = CENTRE
    plate(c, 425, colour=c.dice.choice(("#f6f1e7", "#dfe8ea", "#2f3a47")))
    if any(word in text for word in ("prawn", "gamber", "scampi")):
        strew(c, [(prawn, 1.5, 10)], x - 20, y, 250, 215, unit=60)
    else:
        tone = "#e58a5e" if "salmon" in text else "#b9a78f"
        body = c.leaf(x - 300, y + 30, 520, 190, -0.08, bend=-0.06)
        tail = [(x + 175, y - 4), (x + 320, y - 110), (x + 285, y - 10), (x + 325, y + 84)]
        c.shape(tail, darker(tone, 0.14), shadow=8, volume=0.3)
        c.shape(body, tone, shadow=14, edge=6, volume=0.32)
        for step in range(6):
            px = x - 150 + step * 52
            c.line(c.arc(px, y + 10, 24, 62, -1.1, 1.1), 6, darker(tone, 0.26))
        c.dot(x - 236, y + 6, 12, "#fdf8ea")
        c.dot(x - 236, y + 6, 6, "#2a1d18")
        for step in range(-2, 3):
            c.line(c.turned([(-46, step * 42), (46, step * 42)], x + step * 62 - 20, y + 10, 1.1), 10, "#5d3a22")
    _garnish(c, x + 190, y + 190)
    for step in range(3):
        lemon(c, x - 150 + step * 92, y - 176 + step * 10, 62, step)


def draw_fried(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y = CENTRE
    plate(c, 420, colour=c.dice.choice(("#f6f1e7", "#39434a", "#e7dcc8")))
    gold = "#d2913a"
    if "samosa" in text:
        for place, (px, py) in enumerate(((-150.0, 40.0), (60.0, -60.0), (130.0, 150.0), (-30.0, 180.0))):
            cut = c.turned([(0, -125), (118, 88), (-118, 88)], x + px - 20, y + py - 40, place * 0.7)
            c.shape(cut, gold, shadow=14, edge=4, volume=0.3)
            for qx, qy in c.scatter(x + px - 20, y + py - 20, 60, 60, 7, 26):
                c.glow(qx, qy, 20, 14, c.dice.choice(("#f3cf8a", "#93571b")), strength=0.6)
    elif "calamar" in text or "ring" in text:
        strew(c, [(ring(gold, inner="#f5dfb0"), 1.6, 14)], x - 30, y, 250, 220, unit=60)
    elif "roll" in text:
        for step in range(5):
            left, top = x - 160 + step * 78, y - 60 + step * 34
            c.shape(c.box(left, top, 92, 300, turn=0.35, round_=44), gold, shadow=13, volume=0.3)
            c.line(c.turned([(-30, -100), (26, 40)], left, top, 0.35), 6, darker(gold, 0.22))
    else:
        for px, py in c.scatter(x - 40, y, 230, 205, 12, 105):
            ball = c.blob(px, py, c.dice.uniform(64, 80), wobble=0.1)
            c.shape(ball, gold, shadow=13, volume=0.3)
            for qx, qy in c.scatter(px, py, 52, 52, 16, 14):
                c.glow(qx, qy, 13, 10, c.dice.choice(("#f3cf8a", "#8f5216", "#e2a850")), strength=0.7)
    _dip(c, x + 215, y + 130, "#b3361d" if c.dice.random() < 0.5 else "#8fae4a")
    BASIL(c, x - 20, y - 30, 44, c.dice.uniform(0, 6))
    lemon(c, x + 190, y - 150, 66, 0.8)


def _dip(c: Canvas, x: float, y: float, colour: str) -> None:
    c.shape(c.blob(x, y, 108), "#efe7d8", shadow=14, volume=0.24)
    c.shape(c.blob(x, y, 90), darker(colour, 0.3), volume=0.1)
    c.shape(c.blob(x, y + 2, 86), colour, volume=0.2)
    c.glow(x - 26, y - 30, 40, 26, "#ffffff", strength=0.4)


def draw_fries(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y = CENTRE
    plate(c, 410, colour=c.dice.choice(("#f6f1e7", "#39434a")))
    for step in range(4):
        for px, py in c.scatter(x, y, 230 - step * 46, 205 - step * 42, 26, 34):
            turn, tone = c.dice.uniform(0, math.pi), mix("#f2c14e", "#d9912c", c.dice.random())
            c.shape(c.box(px, py, c.dice.uniform(150, 220), 30, turn=turn, round_=4), tone, shadow=6, volume=0.24)
            c.line(c.turned([(-60, -9), (60, -9)], px, py, turn), 5, lighter(tone, 0.5))
    _dip(c, x + 210, y + 150, "#c7301c")
    strew(c, [(specks("#fffdf4", "#4d6b2a"), 1.6, 8)], x, y, 210, 190, unit=40)


def draw_bread(c: Canvas, words: Sequence[str], name: str) -> None:
    text = fold(" ".join([name, *words]))
    x, y = CENTRE
    board(c)
    if any(word in text for word in ("papadum", "poppadom", "roti", "chapat", "puri", "puree", "kulcha", "paratha")):
        for px, py, size in ((x - 130, y - 10, 240), (x + 130, y + 30, 250)):
            _flatbread(c, c.blob(px, py, size, size * 0.94, wobble=0.03), px, py, size)
    elif "naan" in text or "nan" in text:
        for px, py, turn in ((x - 200, y - 50, -0.2), (x + 10, y + 120, 0.12)):
            _flatbread(c, _drop(c, px, py, turn), px + 130, py, 200)
    else:
        for step in range(5):
            px = x - 260 + step * 130
            slice_ = c.box(px, y, 170, 300, turn=0.22, round_=80)
            c.shape(slice_, "#a8672c", shadow=14, volume=0.2)
            c.shape(c.shrunk(slice_, 16), "#f0d9a8", volume=0.14)
            for qx, qy in c.scatter(px, y, 50, 110, 14, 22):
                c.flat(c.blob(qx, qy, c.dice.uniform(4, 10), wobble=0.3, steps=9), "#d9b877")
    if "garlic" in text or "aglio" in text or "rosmarin" in text:
        strew(c, [(specks("#4d6b2a", "#7fae45"), 1.4, 16)], x, y, 330, 180, unit=44)
    strew(c, looks_of([*words, name])[:2], x, y, 280, 150, unit=30, share=0.7)


def _drop(c: Canvas, x: float, y: float, turn: float) -> list[tuple[float, float]]:
    """The teardrop of a naan."""
    points = []
    for step in range(60):
        angle = math.tau * step / 60
        swell = 1 + 0.34 * math.cos(angle)
        points.append((260 * math.cos(angle) + 100, 150 * swell * math.sin(angle) * 0.86))
    return c.turned(points, x, y, turn)


def _flatbread(c: Canvas, outline: list[tuple[float, float]], x: float, y: float, size: float) -> None:
    c.shape(outline, "#d9a860", shadow=14, edge=6, volume=0.2)
    c.shape(c.shrunk(outline, 26), "#eecb8d", volume=0.16)
    cx = sum(px for px, _ in outline) / len(outline)
    cy = sum(py for _, py in outline) / len(outline)
    for px, py in c.scatter(cx, cy, size * 0.86, size * 0.62, 26, 40):
        radius = c.dice.uniform(9, 32)
        c.glow(px, py, radius, radius * 0.8, c.dice.choice(("#8a4f1c", "#6b3513", "#fbe6bd", "#b67a34")), strength=0.65)


def draw_burger(c: Canvas, words: Sequence[str], name: str) -> None:
    """From the side: everyone wants to see the layers."""
    text = fold(" ".join([name, *words]))
    x, y = CENTRE[0], CENTRE[1] + 60
    board(c)
    c.shadow(c.blob(x, y + 210, 330, 60), height=22, strength=0.6)
    c.shape(c.box(x, y + 165, 560, 120, round_=54), "#c98a3f", volume=0.22)
    patty = (
        "#7fa548"
        if any(word in text for word in ("veg", "falafel", "bean"))
        else "#d9a04c"
        if "chicken" in text or "pollo" in text
        else "#5d3018"
    )
    layers: list[tuple[int, str, int]] = [(96, patty, 78)]
    if any(word in text for word in ("double", "doppio", "big")):
        layers.append((14, patty, 70))
    top = layers[-1][0]
    for level, tone, high in layers:
        c.shape(c.box(x, y + level, 590, high, round_=36), tone, shadow=6, volume=0.24)
        for qx, qy in c.scatter(x, y + level, 270, high * 0.36, 26, 18):
            c.glow(qx, qy, 14, 10, darker(tone, 0.5), strength=0.6)
    rim = [(-290, -44), (290, -44), (262, -6), (170, -22), (96, 44), (20, -14), (-120, 24), (-200, -20)]
    cheese = [(x + px, y + top + py) for px, py in rim]
    c.shape(cheese, "#f2b632", shadow=4, volume=0.12)
    c.shape(c.box(x - 120, y + top - 62, 300, 40, round_=18), "#d6361f", shadow=4, volume=0.18)
    c.shape(c.box(x + 150, y + top - 60, 290, 40, round_=18), "#d6361f", shadow=4, volume=0.18)
    frill = [(x - 320 + t * 16, y + top - 96 + 20 * math.sin(t * 1.3)) for t in range(41)]
    c.shape([*frill, (x + 300, y + top - 124), (x - 300, y + top - 124)], "#7db547", shadow=5, volume=0.2)
    bun_y = y + top - 124
    dome = [*c.arc(x, bun_y, 305, 215, math.pi, math.tau), (x + 292, bun_y + 26), (x - 292, bun_y + 26)]
    c.shape(dome, "#d1913f", shadow=6, volume=0.26)
    c.glow(x - 110, bun_y - 130, 150, 70, "#ffe9bd", strength=0.6)
    for px, py in c.scatter(x, bun_y - 112, 220, 78, 26, 30):
        c.shape(c.blob(px, py, 10, 6, turn=c.dice.uniform(0, 3)), "#fbeecb", shadow=2, volume=0.1)


def draw_sandwich(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y = CENTRE
    board(c)
    for px, py, turn in ((x - 190, y - 30, -0.5), (x + 170, y + 60, -0.5)):
        c.shape(c.box(px, py + 18, 330, 430, turn=turn + 1.0, round_=120), "#b9762f", shadow=18, volume=0.22)
        c.shape(c.box(px + 6, py + 14, 240, 410, turn=turn + 1.0, round_=90), "#f3dfb4", volume=0.1)
        looks = looks_of([*words, name])[:4] or [(ham, 1.2, 5), (leaves("#7db547", long_=1.9, wide=1.3), 1.0, 6)]
        for _ in range(7):
            leaves("#7db547", long_=1.9, wide=1.2)(
                c, px + c.dice.uniform(-130, 110), py + c.dice.uniform(-90, 90), 50, c.dice.uniform(0, 6)
            )
        strew(c, looks, px, py + 10, 165, 105, unit=50, share=0.7)
        lid = c.box(px - 70, py - 64, 210, 420, turn=turn + 1.0, round_=100)
        c.shape(lid, "#cf8d3c", shadow=12, volume=0.26)
        for step in (-110, -20, 70):
            c.line(c.turned([(-60, step), (50, step + 40)], px - 70, py - 64, turn + 1.0), 9, "#9a5c20")


def draw_bruschetta(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y = CENTRE
    board(c)
    looks = looks_of([*words, name])[:3] or [(chunk("#d6361f"), 0.7, 9)]
    for px, py in ((x - 300, y - 70), (x - 20, y + 60), (x + 280, y - 40)):
        toast = c.box(px, py, 270, 400, turn=0.25, round_=110)
        c.shape(toast, "#9c5f28", shadow=15, volume=0.2)
        c.shape(c.shrunk(toast, 18), "#e9c583", volume=0.16)
        strew(c, looks, px, py, 105, 150, unit=46, share=0.8)
        BASIL(c, px, py, 46, c.dice.uniform(0, 6))


def draw_board(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y = CENTRE
    board(c)
    for step in range(5):
        ham(c, x - 330 + step * 66, y - 150 + (step % 2) * 40, 74, 0.4 + step * 0.3)
    for step in range(7):
        salami("#b4362a")(c, x + 40 + step * 54, y - 170 + (step % 2) * 46, 62, 0)
    for px, py, tone in ((x - 330, y + 130, "#f2cf72"), (x - 180, y + 170, "#fbf0d0"), (x - 30, y + 140, "#e9b95a")):
        cut = c.turned([(-86, 50), (90, 50), (-60, -64)], px, py, c.dice.uniform(-0.4, 0.4))
        c.shape(cut, tone, shadow=13, edge=4, volume=0.16)
        for qx, qy in c.scatter(px, py + 14, 40, 26, 3, 24):
            c.dot(qx, qy, 8, darker(tone, 0.18))
    strew(c, [(olive("#7d8f2e"), 0.8, 9), (cherry_tomato, 0.9, 5)], x + 210, y + 120, 130, 90, unit=46)
    for px, py in c.scatter(x + 30, y, 240, 40, 5, 60):
        arugula(c, px, py, 44, c.dice.uniform(0, 6))
    strew(c, looks_of(words)[:3], x + 330, y, 70, 180, unit=40, share=0.4)


def draw_plate(c: Canvas, words: Sequence[str], name: str) -> None:
    """For what no other hand knows: the ingredients themselves, well arranged."""
    x, y = CENTRE
    if c.dice.random() < 0.5:
        cloth(c)
    plate(c, 425, colour=c.dice.choice(("#f6f1e7", "#e3e8e6", "#39434a")))
    looks = looks_of([*words, name])[:5] or [(round_slice("#d9742a", "#f19a45"), 1.1, 7), (crumbs("#fbf7ec"), 1, 8)]
    for px, py in c.scatter(x, y, 180, 170, 12, 60):
        leaves("#7db547", long_=1.9, wide=1.2)(c, px, py, 50, c.dice.uniform(0, 6))
    strew(c, looks, x, y, 240, 225, unit=56)
