"""A demo menu from its table: one dish a line, lists with commas between, sizes as `Name=price x scale | ...`."""

import csv
from collections.abc import Iterator
from pathlib import Path

from comanda.config.demo.contracts import Dish

MENUS = Path(__file__).parent / "menus"


def read_dishes(name: str) -> dict[str, tuple[Dish, ...]]:
    """Section -> dishes, both in the table's order."""
    sections: dict[str, list[Dish]] = {}
    with (MENUS / f"{name}.csv").open(newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            sections.setdefault(row["section"], []).append(_dish(row))
    return {section: tuple(dishes) for section, dishes in sections.items()}


def _dish(row: dict[str, str]) -> Dish:
    return Dish(
        name=row["dish"],
        sizes=tuple(_sizes(row["sizes"])),
        about=row["about"],
        ingredients=words(row["made_of"]),
        allergens=words(row["allergens"]),
        diets=words(row["diets"]),
        groups=words(row["choices"]),
        spicy=int(row["spicy"] or 0),
        calories=int(row["calories"]) if row["calories"] else None,
        is_featured=row["featured"] == "yes",
        love=float(row["love"] or 1),
        summer=float(row["summer"] or 1),
    )


def _sizes(text: str) -> Iterator[tuple[str, str, str]]:
    """`7.50`, or `Small=5.50 x 0.6 | Large=9.00 x 1.8`: name, price, scale."""
    for part in text.split("|"):
        name, equals, amount = part.rpartition("=")
        price, _times, scale = amount.partition("x")
        yield (name.strip() if equals else "", price.strip(), scale.strip() or "1")


def words(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.split(",") if (word := part.strip()))
