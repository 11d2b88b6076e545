"""What dishes stand on: tables, cloths, plates, bowls, boards."""

import math

from comanda.config.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Rgb, darker, lighter, mix, rgb

CENTRE = (WIDTH / 2, HEIGHT / 2 + 6)

# Light and deep table colours in turn, so that a page of cards has rhythm in either theme.
_TABLES = (
    ("#e8d9bf", "linen"),
    ("#33423d", "plain"),
    ("#d8c3a0", "wood"),
    ("#cfd8cb", "stone"),
    ("#5b3a2b", "wood"),
    ("#e5cdbb", "linen"),
    ("#2f3a47", "stone"),
    ("#c9d6da", "linen"),
    ("#ded0c9", "stone"),
    ("#8a5a3c", "wood"),
)
_CLOTHS = ("#b5402f", "#3f6b57", "#35557a", "#c58a2a", "#7d3f4f")


def table(c: Canvas) -> Rgb:
    """Paints the table and says its colour."""
    colour, kind = c.dice.choice(_TABLES)
    whole = [(0.0, 0.0), (WIDTH, 0.0), (WIDTH, HEIGHT), (0.0, HEIGHT)]
    c.shape(whole, colour, volume=0.07)
    if kind == "wood":
        _planks(c, colour)
    elif kind == "stone":
        for _ in range(420):
            x, y = c.dice.uniform(0, WIDTH), c.dice.uniform(0, HEIGHT)
            shade = lighter(colour, 0.28) if c.dice.random() < 0.5 else darker(colour, 0.16)
            c.flat(c.blob(x, y, c.dice.uniform(1.5, 6), wobble=0.3, steps=9), shade)
    elif kind == "linen":
        for y in range(0, HEIGHT, 7):
            c.line([(0, y), (WIDTH, y + c.dice.uniform(-2, 2))], 1, darker(colour, 0.05))
        for x in range(0, WIDTH, 7):
            c.line([(x, 0), (x + c.dice.uniform(-2, 2), HEIGHT)], 1, lighter(colour, 0.12))
    c.glow(WIDTH * 0.3, HEIGHT * 0.22, 620, 460, lighter(colour, 0.7), strength=0.3)
    return rgb(colour)


def _planks(c: Canvas, colour: str) -> None:
    edge = 0.0
    while edge < HEIGHT:
        wide = c.dice.uniform(120, 190)
        tone = mix(colour, darker(colour, 0.5), c.dice.uniform(0.0, 0.22))
        c.shape([(0, edge), (WIDTH, edge), (WIDTH, edge + wide), (0, edge + wide)], tone, volume=0.05)
        for _ in range(9):
            y, x = edge + c.dice.uniform(8, wide - 8), c.dice.uniform(-200, WIDTH)
            run = c.dice.uniform(160, 700)
            wave = [(x + run * t / 12, y + 3 * math.sin(t / 2 + x)) for t in range(13)]
            c.line(wave, c.dice.uniform(0.8, 2.2), darker(tone, c.dice.uniform(0.08, 0.2)))
        c.line([(0, edge), (WIDTH, edge)], 3, darker(colour, 0.45))
        edge += wide


def cloth(c: Canvas) -> None:
    """A checked napkin that comes in from a corner, half under the dish."""
    colour = c.dice.choice(_CLOTHS)
    left = c.dice.random() < 0.5
    x, turn = (120.0, -0.35) if left else (WIDTH - 120.0, 0.35)
    y = HEIGHT - 140.0
    whole = c.box(x, y, 560, 520, turn=turn)
    c.shadow(whole, height=10)
    c.shape(whole, lighter(colour, 0.82), volume=0.05)
    for step in range(-6, 7):
        if step % 2:
            stripe = c.turned(
                [(step * 43 - 21, -260), (step * 43 + 21, -260), (step * 43 + 21, 260), (step * 43 - 21, 260)],
                x,
                y,
                turn,
            )
            c.veil(stripe, colour, strength=0.45)
            band = c.turned(
                [(-280, step * 43 - 21), (-280, step * 43 + 21), (280, step * 43 + 21), (280, step * 43 - 21)],
                x,
                y,
                turn,
            )
            if abs(step) < 6:
                c.veil(band, colour, strength=0.45)


def plate(c: Canvas, radius: float = 395, *, colour: str = "#f6f1e7", rim: str = "") -> None:
    x, y = CENTRE
    outer = c.blob(x, y, radius)
    c.shadow(outer, height=26)
    c.shape(outer, colour, volume=0.14)
    if rim:
        c.flat(c.blob(x, y, radius * 0.965), rim)
        c.shape(c.blob(x, y, radius * 0.94), colour, volume=0.1)
    c.shape(c.blob(x, y, radius * 0.74), darker(colour, 0.1), volume=0.12)
    c.shape(c.blob(x + 2, y + 3, radius * 0.725), colour, volume=0.06)


def bowl(c: Canvas, radius: float = 360, *, colour: str = "#eee6d8", inside: str = "") -> tuple[float, float, float]:
    """Returns the centre and radius of what may be filled."""
    x, y = CENTRE
    outer = c.blob(x, y, radius)
    c.shadow(outer, height=38)
    c.shape(outer, colour, volume=0.26)
    c.shape(c.blob(x, y, radius * 0.94), lighter(colour, 0.35), volume=0.1)
    c.shape(c.blob(x, y, radius * 0.9), darker(inside or colour, 0.34), volume=-0.2)
    return x, y, radius * 0.86


def board(c: Canvas, *, round_: bool = False) -> None:
    x, y = CENTRE
    wood = c.dice.choice(("#b98552", "#a8703f", "#c79a66"))
    shape = c.blob(x, y, 440) if round_ else c.box(x, y, 1040, 660, round_=56, turn=c.dice.uniform(-0.05, 0.05))
    c.shadow(shape, height=24)
    c.shape(shape, darker(wood, 0.3), volume=0.1)
    c.shape([(px, py - 9) for px, py in shape], wood, volume=0.12)
    for step in range(18):
        py = y - 300 + step * 35 + c.dice.uniform(-8, 8)
        half = math.sqrt(max(0, 425**2 - (py - y) ** 2)) if round_ else 480
        wave = [(x - half + 2 * half * t / 14, py - 9 + 4 * math.sin(t * 0.8 + step)) for t in range(15)]
        if abs(py - y) < (400 if round_ else 290):
            c.line(wave, c.dice.uniform(1, 2.6), darker(wood, c.dice.uniform(0.07, 0.18)))
