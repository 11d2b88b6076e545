"""Ingredients one can see: each paints itself at a place, at a size, turned somehow."""

# ruff: noqa: PLR0917 - places and radii read better without names

import math
import re
from collections.abc import Callable, Sequence

from comanda.config.demo.drawing.canvas import Canvas, darker, lighter, mix
from tenant_apps.catalog.selectors.search import fold

Topping = Callable[[Canvas, float, float, float, float], None]


def salami(colour: str, *, fat: str = "#f3c9a8") -> Topping:
    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        slice_ = c.blob(x, y, size, wobble=0.03)
        c.shape(slice_, colour, shadow=4, edge=size * 0.09, volume=0.2)
        for px, py in c.scatter(x, y, size * 0.72, size * 0.72, 9, size * 0.22):
            c.flat(c.blob(px, py, size * c.dice.uniform(0.05, 0.1), wobble=0.3, steps=9), mix(colour, fat, 0.6))
        c.glow(x - size * 0.3, y - size * 0.35, size * 0.45, size * 0.35, "#ffe3c8", strength=0.4)

    return paint


def ham(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    base = c.blob(x, y, size * 1.35, size * 0.85, wobble=0.16, turn=turn)
    c.shape(base, "#e79c97", shadow=5, volume=0.25)
    for step in (-0.45, 0.0, 0.45):
        fold_ = c.arc(x, y + step * size * 0.7, size * 1.05, size * 0.3, math.pi * 1.1, math.pi * 1.9, turn=turn)
        c.line(fold_, size * 0.09, "#f6c3bb")
        c.line([(px + 2, py + 4) for px, py in fold_], size * 0.05, "#c97470")
    c.line(c.arc(x, y, size * 1.3, size * 0.8, 0.2, 1.4, turn=turn), size * 0.12, "#fbe7dd")


def bacon(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    for row, colour in ((-0.32, "#a03a26"), (0.0, "#eab08c"), (0.3, "#b4492f")):
        wave = [(t * size * 0.24 - size, row * size * 0.7 + size * 0.12 * math.sin(t * 1.6)) for t in range(9)]
        c.line(c.turned(wave, x, y, turn), size * 0.3, colour)


def mushroom(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    dome = c.arc(0, 0, size, size * 0.8, math.pi, math.tau)
    stem = [(0.8, 0.18), (0.3, 0.2), (0.24, 0.85), (-0.24, 0.85), (-0.3, 0.2), (-0.8, 0.18)]
    cap = [*dome, *((px * size, py * size) for px, py in stem)]
    outline = c.turned(cap, x, y, turn)
    c.shape(outline, "#a98763", shadow=4, volume=0.1)
    c.shape(c.shrunk(outline, size * 0.1), "#efe3cf", volume=0.12)
    c.line(
        c.turned(c.arc(0, -size * 0.02, size * 0.6, size * 0.34, math.pi * 1.1, math.pi * 1.9), x, y, turn),
        size * 0.09,
        "#bfa27e",
    )


def olive(colour: str) -> Topping:
    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        c.shape(c.blob(x, y, size * 0.62, size * 0.56, turn=turn), colour, shadow=4, volume=0.3)
        c.flat(c.blob(x, y, size * 0.27), darker(colour, 0.55))
        c.line(c.arc(x, y, size * 0.45, size * 0.4, 3.5, 4.6), size * 0.09, lighter(colour, 0.55))

    return paint


def ring(colour: str, *, inner: str = "") -> Topping:
    """Onions, jalapeños, calamari: rings and arcs of them."""

    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        start = c.dice.uniform(0, 2)
        for radius, shade in ((1.0, colour), (0.66, inner or lighter(colour, 0.45))):
            curve = c.arc(x, y, size * radius, size * radius * 0.8, start, start + c.dice.uniform(3.2, 5.4), turn=turn)
            c.line([(px + 2, py + 3) for px, py in curve], size * 0.17, mix(darker(colour, 0.4), "#b5552c", 0.4))
            c.line(curve, size * 0.16, shade)

    return paint


def strip(colour: str) -> Topping:
    """Peppers: curved strips with a shine."""

    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        curve = c.arc(x, y, size * 1.1, size * 0.7, 0.3, 2.5, turn=turn)
        c.line([(px + 2, py + 4) for px, py in curve], size * 0.34, darker(colour, 0.5))
        c.line(curve, size * 0.32, colour)
        c.line([(px - 1, py - size * 0.07) for px, py in curve], size * 0.07, lighter(colour, 0.5))

    return paint


def tomato(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    c.shape(c.blob(x, y, size), "#c9301f", shadow=4, volume=0.2)
    c.shape(c.blob(x, y, size * 0.84), "#e4533a", volume=0.12)
    for part in range(5):
        angle = turn + math.tau * part / 5
        px, py = x + size * 0.46 * math.cos(angle), y + size * 0.46 * math.sin(angle)
        c.flat(c.blob(px, py, size * 0.23, size * 0.15, turn=angle), "#f2966b")
        c.dot(px, py, size * 0.06, "#fbe3a4")
        c.dot(px + size * 0.1, py - size * 0.04, size * 0.05, "#fbe3a4")


def cherry_tomato(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    c.shape(c.blob(x, y, size * 0.72), "#d6361f", shadow=6, volume=0.3)
    c.glow(x - size * 0.22, y - size * 0.26, size * 0.3, size * 0.24, "#ffffff", strength=0.75)


def leaves(colour: str, *, long_: float = 1.5, wide: float = 0.8) -> Topping:
    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        for part in range(c.dice.choice((1, 2, 2))):
            angle = turn + part * 1.9
            shade = mix(colour, "#1f5a23", c.dice.uniform(0, 0.35))
            blade = c.leaf(x, y, size * long_, size * wide, angle, bend=c.dice.uniform(-0.12, 0.12))
            c.shape(blade, shade, shadow=4, volume=0.26)
            tip = (x + size * long_ * 0.86 * math.cos(angle), y + size * long_ * 0.86 * math.sin(angle))
            c.line([(x, y), tip], max(1.2, size * 0.05), lighter(shade, 0.35))

    return paint


def arugula(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    stem = [
        (x + size * 1.6 * t * math.cos(turn), y + size * 1.6 * t * math.sin(turn) + size * 0.2 * math.sin(t * 3))
        for t in (0, 0.3, 0.6, 1)
    ]
    for place, (px, py) in enumerate(stem[1:], start=1):
        for side in (-1, 1):
            lobe = c.leaf(px, py, size * 0.62, size * 0.34, turn + side * (0.9 - place * 0.15))
            c.shape(lobe, mix("#3f8a35", "#256427", c.dice.random()), shadow=3, volume=0.25)
    c.line(stem, size * 0.1, "#9cc277")


def chunk(colour: str, *, char: str = "") -> Topping:
    """Bites of meat, fish, cheese or vegetable."""

    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        bite = c.blob(x, y, size, size * c.dice.uniform(0.66, 0.9), wobble=0.22, turn=turn, steps=22)
        c.shape(bite, colour, shadow=6, volume=0.3)
        if char:
            for step in (-0.35, 0.1, 0.5):
                mark = c.turned([(-size * 0.6, step * size), (size * 0.6, step * size)], x, y, turn)
                c.line(mark, size * 0.11, mix(colour, char, 0.65))
        c.glow(x - size * 0.28, y - size * 0.3, size * 0.45, size * 0.3, lighter(colour, 0.75), strength=0.5)

    return paint


def crumbs(colour: str) -> Topping:
    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        for px, py in c.scatter(x, y, size, size * 0.8, 5, size * 0.4):
            c.shape(
                c.blob(px, py, size * c.dice.uniform(0.2, 0.36), wobble=0.35, steps=11), colour, shadow=3, volume=0.16
            )

    return paint


def melt(colour: str) -> Topping:
    """Mozzarella gone soft, browned here and there."""

    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        pool = c.blob(x, y, size * 1.5, size * 1.2, wobble=0.2, turn=turn)
        c.shape(pool, mix(colour, "#e9c98a", 0.35), volume=0.06)
        c.shape(c.shrunk(pool, size * 0.16), colour, volume=0.1)
        for px, py in c.scatter(x, y, size * 0.9, size * 0.7, 3, size * 0.5):
            c.glow(px, py, size * 0.5, size * 0.4, "#d9a45c", strength=0.5)

    return paint


def wedge(colour: str) -> Topping:
    """Pineapple, pear, artichoke: a piece cut from something round."""

    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        piece = c.turned([(0, 0), *c.arc(0, 0, size * 1.3, size * 1.3, -0.45, 0.45)], x, y, turn)
        c.shape(piece, colour, shadow=4, volume=0.2)
        for part in (-0.25, 0.0, 0.25):
            ray = c.turned([(size * 0.35, size * part * 0.4), (size * 1.1, size * part * 1.3)], x, y, turn)
            c.line(ray, size * 0.06, darker(colour, 0.2))

    return paint


def corn(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    for px, py in c.scatter(x, y, size * 0.8, size * 0.8, 6, size * 0.36):
        c.shape(
            c.box(px, py, size * 0.34, size * 0.28, turn=c.dice.uniform(0, 3), round_=size * 0.12),
            "#f5c63c",
            shadow=2,
            volume=0.2,
        )


def round_slice(skin: str, flesh: str) -> Topping:
    """Zucchini, aubergine, cucumber, potato."""

    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        c.shape(c.blob(x, y, size * 1.05, size * 0.95, turn=turn), skin, shadow=4, volume=0.12)
        c.shape(c.blob(x, y, size * 0.88, size * 0.8, turn=turn), flesh, volume=0.12)
        for part in range(6):
            angle = turn + part
            c.dot(
                x + size * 0.42 * math.cos(angle),
                y + size * 0.38 * math.sin(angle),
                size * 0.055,
                mix(flesh, skin, 0.35),
            )

    return paint


def prawn(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    body = c.arc(x, y, size * 0.95, size * 0.85, 0.4, 4.2, turn=turn)
    c.line([(px + 3, py + 5) for px, py in body], size * 0.62, "#7c3a1e")
    for place, (px, py) in enumerate(body):
        c.dot(px, py, size * (0.34 - 0.16 * place / len(body)), mix("#f08a5d", "#f9c4a3", (place % 4) / 4))
    tail = body[-1]
    for side in (-0.5, 0.3):
        c.shape(c.leaf(tail[0], tail[1], size * 0.6, size * 0.3, turn + 4.4 + side), "#e2603a", volume=0.2)


def egg(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    c.shape(c.blob(x, y, size * 1.7, size * 1.5, wobble=0.16), "#fbf6ea", shadow=5, volume=0.07)
    c.shape(c.blob(x, y, size * 0.68), "#f5a623", shadow=3, volume=0.25)
    c.glow(x - size * 0.2, y - size * 0.22, size * 0.3, size * 0.22, "#ffffff", strength=0.8)


def anchovy(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    body = c.leaf(x - size * math.cos(turn), y - size * math.sin(turn), size * 2.1, size * 0.5, turn, bend=0.1)
    c.shape(body, "#8d6a58", shadow=3, volume=0.35)
    c.line(
        [
            (x - size * 0.7 * math.cos(turn), y - size * 0.7 * math.sin(turn)),
            (x + size * 0.8 * math.cos(turn), y + size * 0.8 * math.sin(turn)),
        ],
        size * 0.08,
        "#d9c2b0",
    )


def specks(*colours: str) -> Topping:
    def paint(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
        for px, py in c.scatter(x, y, size, size, 9, size * 0.2):
            tone = c.dice.choice(colours)
            c.flat(c.blob(px, py, size * 0.1, size * 0.06, turn=c.dice.uniform(0, 3), wobble=0.2, steps=8), tone)

    return paint


def lemon(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    c.shape(c.blob(x, y, size), "#f2c230", shadow=5, volume=0.12)
    c.flat(c.blob(x, y, size * 0.86), "#fdf3c4")
    for part in range(8):
        angle = turn + math.tau * part / 8
        piece = c.turned(
            [(size * 0.1, 0), (size * 0.74, -size * 0.24), (size * 0.8, 0), (size * 0.74, size * 0.24)], x, y, angle
        )
        c.flat(piece, "#f7d64e")


BASIL = leaves("#3c8b3a", long_=1.5, wide=0.95)
CORIANDER = leaves("#4f9a44", long_=0.9, wide=0.6)

# (words, how it looks, how large beside others, how many to scatter)
_LOOKS: tuple[tuple[str, Topping, float, int], ...] = (
    (r"pepperoni|salam[ie]|soppressata|spianata", salami("#b4362a"), 1.25, 11),
    (r"chorizo|nduja|spicy salami", salami("#a8321c", fat="#e88b5a"), 0.95, 13),
    (r"capocollo|coppa|bresaola|pastrami|speck", salami("#9d2f33", fat="#f6dccb"), 1.2, 8),
    (r"prosciutto|ham|cotto|crudo|mortadella|salmon|salmone", ham, 1.2, 6),
    (r"bacon|pancetta|guanciale", bacon, 0.8, 10),
    (r"sausage|salsiccia|luganega|meatball|polpette|beef|manzo|steak|keema|mince", chunk("#8a4a2c"), 0.75, 12),
    (r"lamb|agnello|kebab", chunk("#7d4528", char="#2b130a"), 0.9, 10),
    (r"chicken|pollo|turkey|tikka", chunk("#dca35b", char="#6b3413"), 0.95, 10),
    (r"tuna|tonno", chunk("#c98f78"), 0.8, 9),
    (r"prawn|shrimp|gamber|scampi", prawn, 0.95, 7),
    (r"calamar|squid|seafood|frutti di mare", ring("#f0d9c6", inner="#fff3e6"), 0.9, 8),
    (r"anchov|acciugh|alici", anchovy, 0.95, 7),
    (r"mushroom|funghi|porcini|champignon", mushroom, 0.9, 10),
    (r"kalamata|black olive|olive nere|taggiasc", olive("#3b2a35"), 0.62, 12),
    (r"olive|caper|capperi", olive("#7d8f2e"), 0.58, 12),
    (r"jalapeno|green chilli|peperoncin[io] verd|friggitell", ring("#5f9a34", inner="#cfe3a0"), 0.6, 10),
    (r"green pepper|friarielli", strip("#4f9238"), 0.85, 10),
    (r"pepper|peperon|chilli|chili|mirch", strip("#d8412b"), 0.85, 10),
    (r"red onion|onion|cipoll|shallot|dupiaza", ring("#a8497a", inner="#efd3e2"), 0.85, 10),
    (r"sun.?dried|secchi", chunk("#9c2a1c"), 0.6, 9),
    (r"cherry|pomodorin|datterin|ciliegin|plum", cherry_tomato, 0.85, 10),
    (r"tomato|pomodor", tomato, 0.95, 8),
    (r"arugula|rocket|rucola", arugula, 0.95, 14),
    (r"spinach|spinaci|saag|kale", leaves("#2f7035", long_=1.6, wide=0.95), 0.9, 13),
    (r"basil|basilico|mint|menta", BASIL, 0.9, 8),
    (r"lettuce|lattuga|salad|insalata|greens|misticanza|radicchio", leaves("#7db547", long_=1.9, wide=1.3), 1.0, 10),
    (r"cilantro|coriander|parsley|prezzemolo|methi", CORIANDER, 0.7, 12),
    (r"pineapple|ananas", wedge("#f3c64b"), 0.85, 10),
    (r"pear|pera|pere|apple|mela", wedge("#e5e0a8"), 0.95, 8),
    (r"artichoke|carciof", wedge("#a9b06b"), 0.9, 9),
    (r"corn|mais", corn, 0.8, 9),
    (r"eggplant|aubergine|melanzan|brinjal|baingan", round_slice("#4a2a52", "#e2d2a6"), 1.05, 8),
    (r"zucchin|courgette|cucumber|cetriol", round_slice("#4d8233", "#dfe8b4"), 0.85, 10),
    (r"potato|patat|aloo", round_slice("#c08a45", "#f2d88f"), 0.85, 10),
    (r"egg|uov", egg, 0.9, 2),
    (r"goat|feta|caprino|paneer|ricotta|stracciatella|tofu", crumbs("#fbf7ec"), 1.0, 11),
    (r"gorgonzola|blue|roquefort", crumbs("#dfe3cf"), 0.95, 11),
    (r"burrata|bufala|mozzarella|brie|taleggio|fontina|provol|gouda|asiago|scamorza", melt("#fdf7e6"), 0.72, 9),
    (r"parmig|parmesan|grana|pecorino|romano|cheese|formagg", crumbs("#f4dfa0"), 0.8, 12),
    (r"garlic|aglio|peanut|nut|noci|pistacch|mandorl|pinol|almond|cashew", crumbs("#f1e2bb"), 0.55, 10),
    (r"oregano|thyme|timo|herb|erbe|rosmarin|rosemary|origano|jeera", specks("#4d6b2a", "#6e7f35"), 1.1, 10),
    (r"peas|piselli|muttar|edamame|chickpea|chana|ceci|beans|fagiol", crumbs("#8fbf45"), 0.7, 9),
    (r"carrot|carota|sweet potato|zucca|pumpkin", round_slice("#d9742a", "#f19a45"), 0.65, 9),
    (r"avocado", wedge("#a9c264"), 1.0, 8),
    (r"broccoli|cauliflower|cavolf|gobi", crumbs("#6fa04a"), 1.0, 9),
    (r"lemon|limone|lime", lemon, 0.8, 3),
)  # fmt: skip
_PATTERNS = tuple((re.compile(rf"\b(?:{words})"), look, size, count) for words, look, size, count in _LOOKS)


def looks_of(words: Sequence[str]) -> list[tuple[Topping, float, int]]:
    """(painter, relative size, usual count) for what can be seen, without repeats, in the order of the list."""
    found: list[tuple[Topping, float, int]] = []
    for word in words:
        folded = fold(word)
        for pattern, look, size, count in _PATTERNS:
            if pattern.search(folded):
                if all(look is not other for other, _, _ in found):
                    found.append((look, size, count))
                break
    return found


def strew(
    c: Canvas,
    looks: Sequence[tuple[Topping, float, int]],
    x: float,
    y: float,
    rx: float,
    ry: float,
    *,
    unit: float,
    share: float = 1.0,
) -> None:
    """Lay the toppings over an ellipse, the large ones first."""
    for look, size, count in sorted(looks, key=lambda entry: -entry[1]):
        radius = unit * size
        places = c.scatter(
            x, y, max(1.0, rx - radius), max(1.0, ry - radius), max(1, round(count * share)), radius * 1.75
        )
        for px, py in places:
            look(c, px, py, radius, c.dice.uniform(0, math.tau))
