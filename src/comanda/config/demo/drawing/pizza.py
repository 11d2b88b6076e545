"""Pizza from above: crust, sauce, cheese and what the ingredients say."""

import math
from collections.abc import Sequence

from comanda.config.demo.drawing.canvas import Canvas, darker, lighter, mix
from comanda.config.demo.drawing.surfaces import CENTRE, board, cloth, plate
from comanda.config.demo.drawing.toppings import BASIL, looks_of, strew
from tenant_apps.catalog.selectors.search import fold

_SAUCES = (
    (("pesto", "basil sauce"), "#6f8f2f"),
    (("alfredo", "bianca", "cream", "panna", "white"), "#efdfb8"),
    (("barbecue", "bbq"), "#7b3216"),
    (("thai", "chipotle"), "#d2641f"),
)
_CHEESE = ("mozzarella", "cheese", "formagg", "margherita", "alfredo", "provola", "fontina", "asiago")


def draw_pizza(c: Canvas, words: Sequence[str], name: str) -> None:
    x, y = CENTRE
    if c.dice.random() < 0.6:
        cloth(c)
    if c.dice.random() < 0.5:
        board(c, round_=True)
    else:
        plate(c, 440)
    text = fold(" ".join([name, *words]))
    sauce = next((colour for keys, colour in _SAUCES if any(key in text for key in keys)), "#c23a1e")
    if "fior di latte" in text and "pomodor" not in text:
        sauce = "#efdfb8"  # a white one
    _base(c, x, y, 388, sauce)
    if any(key in text for key in _CHEESE) or (sauce == "#c23a1e" and "napol" not in text and "marinara" not in text):
        _cheese(c, x, y, 388, sauce)
    looks = looks_of(words) or looks_of([name])
    if looks:
        strew(c, looks, x, y, 318, 318, unit=47, share=1.15 if len(looks) < 4 else 0.85)
    if not looks or "margherita" in text or len(looks) == 1:
        for px, py in c.scatter(x, y, 210, 210, 6, 110):
            BASIL(c, px, py, 42, c.dice.uniform(0, math.tau))
    if "barbecue" in text or "bbq" in text:
        _drizzle(c, x, y, "#5d2410")
    elif "thai" in text or "chipotle" in text:
        _drizzle(c, x, y, "#e0772c")
    elif "pesto" in text:
        _drizzle(c, x, y, "#55762a")
    c.glow(x - 130, y - 160, 260, 200, "#fff3d6", strength=0.2)


def _base(c: Canvas, x: float, y: float, radius: float, sauce: str) -> None:
    crust = c.blob(x, y, radius, wobble=0.03)
    c.shape(crust, "#c98a45", shadow=20, volume=0.2)
    c.shape(c.shrunk(crust, 8), "#dfa75e", volume=0.16)
    for _ in range(34):
        angle = c.dice.uniform(0, math.tau)
        away = radius * c.dice.uniform(0.885, 0.965)
        spot = (x + away * math.cos(angle), y + away * math.sin(angle))
        size = c.dice.uniform(10, 30)
        c.glow(*spot, size, size * 0.7, c.dice.choice(("#6b3513", "#8a4a1c", "#f4d49a")), strength=0.7)
    c.shape(c.blob(x, y, radius * 0.865, wobble=0.04), darker(sauce, 0.22), volume=0.04)
    c.shape(c.blob(x, y, radius * 0.845, wobble=0.04), sauce, volume=0.1)
    for px, py in c.scatter(x, y, radius * 0.78, radius * 0.78, 40, 30):
        c.glow(
            px,
            py,
            c.dice.uniform(16, 40),
            c.dice.uniform(12, 30),
            c.dice.choice((lighter(sauce, 0.25), darker(sauce, 0.3))),
            strength=0.4,
        )


def _cheese(c: Canvas, x: float, y: float, radius: float, sauce: str) -> None:
    """Melted over the sauce, which shows at the rim and through the gaps; browned where it bubbled."""
    c.shape(c.blob(x, y, radius * 0.79, wobble=0.09), mix("#efc878", sauce, 0.25), volume=0.06)
    c.shape(c.blob(x, y, radius * 0.765, wobble=0.09), "#f6dc9c", volume=0.12)
    for px, py in c.scatter(x, y, radius * 0.66, radius * 0.66, 26, 66):
        size = c.dice.uniform(26, 52)
        c.flat(c.blob(px, py, size, size * 0.8, wobble=0.2), mix("#fbeec6", "#f6dc9c", c.dice.uniform(0, 0.6)))
    for px, py in c.scatter(x, y, radius * 0.66, radius * 0.66, 16, 80):
        size = c.dice.uniform(10, 30)
        c.glow(px, py, size * 1.5, size * 1.2, mix(sauce, "#e8a04a", 0.35), strength=0.75)
    for px, py in c.scatter(x, y, radius * 0.68, radius * 0.68, 22, 60):
        size = c.dice.uniform(12, 26)
        c.glow(px, py, size, size * 0.75, "#b36a24", strength=0.6)


def _drizzle(c: Canvas, x: float, y: float, colour: str) -> None:
    turn = c.dice.uniform(0, 3)
    for row in range(-5, 6):
        half = math.sqrt(max(0, 300**2 - (row * 56) ** 2))
        wave = c.turned(
            [(-half + 2 * half * t / 16, row * 56 + 14 * math.sin(t * 0.9 + row)) for t in range(17)], x, y, turn
        )
        c.line([(px + 2, py + 3) for px, py in wave], 9, darker(colour, 0.4))
        c.line(wave, 8, colour)
