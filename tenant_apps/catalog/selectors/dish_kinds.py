"""What kind of dish something is, told from its words: for headings a file does not have, for taxes, for drawings."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenant_apps.catalog.contracts import TaxCategory
from tenant_apps.catalog.selectors.dish_words import WORDS, DishKind
from tenant_apps.catalog.selectors.search import fold

_K = DishKind
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{'|'.join(words.split(', '))})\b")) for kind, words in WORDS)

_HEADINGS: dict[DishKind, str | Promise] = {
    _K.PIZZA: _("Pizza"),
    _K.CALZONE: _("Pizza"),
    _K.PASTA: _("Pasta"),
    _K.BURGER: _("Burgers"),
    _K.SANDWICH: _("Sandwiches"),
    _K.SALAD: _("Salads"),
    _K.SOUP: _("Soups and lentils"),
    _K.BIRYANI: _("Rice dishes"),
    _K.RICE: _("Rice"),
    _K.BREAD: _("Bread"),
    _K.FRIED: _("Starters"),
    _K.FRIES: _("Sides"),
    _K.SAUCE: _("Sauces and chutneys"),
    _K.GRILL: _("From the grill"),
    _K.FISH: _("Fish and seafood"),
    _K.CURRY: _("Curries"),
    _K.NOODLES: _("Noodles"),
    _K.BOARD: _("Starters"),
    _K.BRUSCHETTA: _("Starters"),
    _K.VEGETABLES: _("Vegetables"),
    _K.CAKE: _("Desserts"),
    _K.TIRAMISU: _("Desserts"),
    _K.ICE_CREAM: _("Desserts"),
    _K.PASTRY: _("Desserts"),
    _K.FRUIT: _("Desserts"),
    _K.COFFEE: _("Coffee and tea"),
    _K.TEA: _("Coffee and tea"),
    _K.WATER: _("Drinks"),
    _K.SOFT_DRINK: _("Drinks"),
    _K.JUICE: _("Drinks"),
    _K.BEER: _("Beer and wine"),
    _K.WINE: _("Beer and wine"),
    _K.COCKTAIL: _("Cocktails"),
    _K.PLATE: _("Other dishes"),
}

_CONTENTS = frozenset({_K.FISH, _K.GRILL, _K.VEGETABLES, _K.CURRY, _K.FRUIT, None})
"""Kinds that may be told from an ingredient alone, and so may be the topping of something else."""

MENU_ORDER: tuple[DishKind, ...] = (
    _K.FRIED, _K.BRUSCHETTA, _K.BOARD, _K.SOUP, _K.SALAD, _K.PIZZA, _K.CALZONE, _K.PASTA, _K.BURGER,
    _K.SANDWICH, _K.NOODLES, _K.CURRY, _K.GRILL, _K.FISH, _K.BIRYANI, _K.VEGETABLES, _K.PLATE, _K.RICE,
    _K.BREAD, _K.FRIES, _K.SAUCE, _K.CAKE, _K.TIRAMISU, _K.ICE_CREAM, _K.PASTRY, _K.FRUIT, _K.COFFEE, _K.TEA,
    _K.WATER, _K.SOFT_DRINK, _K.JUICE, _K.BEER, _K.WINE, _K.COCKTAIL,
)  # fmt: skip
"""How a menu usually runs."""


def tell_kind(*, name: str, category: str = "") -> DishKind:
    """The name decides; where that only says what is in it (“Tonno e cipolla”), the heading does."""
    named, headed = _kinds_of(name), _kinds_of(category)
    by_name = named[0] if named else None
    # “Biryani & grills” says two things, and so nothing about one dish.
    if by_name in _CONTENTS and len(headed) == 1 and headed[0] not in _CONTENTS:
        return headed[0]
    return by_name or (headed[0] if headed else DishKind.PLATE)


def _kinds_of(text: str) -> list[DishKind]:
    folded = fold(text)
    return list(dict.fromkeys(kind for kind, pattern in _PATTERNS if pattern.search(folded)))


def heading_for(kind: DishKind) -> str:
    """The heading such a dish usually stands under, in the language in force."""
    return str(_HEADINGS[kind])


def tax_category_for(kind: DishKind) -> str:
    """What the tax tables call it; "" where it is food, as everything is unless said otherwise."""
    if kind in (DishKind.BEER, DishKind.WINE, DishKind.COCKTAIL):
        return TaxCategory.ALCOHOL.value
    if kind in (DishKind.WATER, DishKind.SOFT_DRINK, DishKind.JUICE):
        return TaxCategory.SOFT_DRINK.value
    return ""
