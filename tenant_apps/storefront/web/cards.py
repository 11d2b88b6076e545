"""A published menu as the storefront shows it: sections of dishes with words, prices and pictures made ready."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise

from comanda.kernel.money import format_money
from tenant_apps.catalog.contracts import Menu, MenuCategory, MenuImage, MenuItem
from tenant_apps.catalog.facade import ALLERGENS, DIETS, HEAT
from tenant_apps.storefront.web.serving import Serving

Word = str | Promise
FEATURED_AT_MOST = 8
_THUMB = 240


@dataclass(frozen=True, slots=True)
class Picture:
    src: str
    srcset: str
    alt: str
    colour: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge: its word, its icon, its kind."""

    text: Word
    icon: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    id: int
    name: str
    url: str
    about: str
    price: str
    is_from: bool
    picture: Picture | None
    marks: tuple[Mark, ...]
    diets: str
    allergens: str
    words: str
    """What search looks through: plain letters, lower case."""
    is_off: bool


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    name: str
    about: str
    cards: tuple[Card, ...]


def plain(text: str) -> str:
    """Lower case without accents: `Caffè` is found by `caffe`."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def picture(image: MenuImage | None, wanted: int = _THUMB) -> Picture | None:
    """Sources by width; `src` is the smallest that fills `wanted` pixels."""
    if image is None or not image.sources:
        return None
    widths = sorted(image.sources)
    width = next((width for width in widths if width >= wanted), widths[-1])
    return Picture(
        src=image.sources[width],
        srcset=", ".join(f"{image.sources[width]} {width}w" for width in widths),
        alt=image.alt,
        colour=image.colour,
        width=width,
        height=max(1, round(width * image.height / max(image.width, 1))),
    )


def marks(item: MenuItem) -> tuple[Mark, ...]:
    """What a dish is known by at a glance: the strictest diet first, then heat."""
    found = [Mark(text, icon, "positive") for code, (text, icon) in DIETS.items() if code in item.diets]
    if "vegan" in item.diets and "vegetarian" in item.diets:
        found = [mark for mark in found if mark.icon != DIETS["vegetarian"][1]]
    if item.spicy:
        found.append(Mark(HEAT[item.spicy], "flame", "danger"))
    return tuple(found)


def allergen_marks(codes: Collection[str]) -> tuple[Mark, ...]:
    """In the regulation's order."""
    return tuple(Mark(text, icon) for code, (text, icon) in ALLERGENS.items() if code in codes)


def all_allergens(item: MenuItem) -> frozenset[str]:
    """The dish's own; what choices add is shown where they are made."""
    return item.allergens


def card(*, item: MenuItem, base: str, currency: str, language: str, off: Collection[int], serving: Serving) -> Card:
    price, is_from = serving.least(item)
    about = item.description or ", ".join(item.ingredients)
    return Card(
        id=item.id,
        name=item.name,
        url=f"{base}items/{item.id}/",
        about=about,
        price=format_money(price, currency, language),
        is_from=is_from,
        picture=picture(item.image),
        marks=marks(item),
        diets=" ".join(sorted(item.diets | ({"vegetarian"} if "vegan" in item.diets else set()))),
        allergens=" ".join(sorted(all_allergens(item))),
        words=plain(f"{item.name} {item.description} {' '.join(item.ingredients)}"),
        is_off=item.id in off,
    )


def sections(*, menu: Menu, base: str, language: str, off: Collection[int], serving: Serving) -> tuple[Section, ...]:
    """Categories in the menu's order, each with its dishes; empty ones are left out."""
    return tuple(
        Section(
            id=f"c-{category.slug}",
            name=category.name,
            about=category.description,
            cards=tuple(
                card(
                    item=menu.items[item_id],
                    base=base,
                    currency=menu.currency,
                    language=language,
                    off=off,
                    serving=serving,
                )
                for item_id in category.item_ids
                if item_id in menu.items
            ),
        )
        for category in menu.categories
        if _has_dishes(category, menu)
    )


def featured(*, menu: Menu, base: str, language: str, off: Collection[int], serving: Serving) -> tuple[Card, ...]:
    """The dishes the venue puts first, in the menu's order, only those to be had."""
    return tuple(
        card(item=item, base=base, currency=menu.currency, language=language, off=off, serving=serving)
        for item in menu.items.values()
        if item.is_featured and item.id not in off
    )[:FEATURED_AT_MOST]


def _has_dishes(category: MenuCategory, menu: Menu) -> bool:
    return any(item_id in menu.items for item_id in category.item_ids)
