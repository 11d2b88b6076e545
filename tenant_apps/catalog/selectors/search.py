"""Find dishes in a published menu: accents and case do not matter, the start of a word counts more than its middle."""

import re
import unicodedata
from collections.abc import Collection

from tenant_apps.catalog.contracts import Menu, MenuItem


def fold(text: str) -> str:
    """`Tiramisù` -> `tiramisu`."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def search_menu(
    *, menu: Menu, text: str = "", diets: Collection[str] = (), without: Collection[str] = ()
) -> tuple[MenuItem, ...]:
    """Items that match every word, suit every diet and hold none of the allergens `without`; best first."""
    words = fold(text).split()
    names = {category.id: fold(category.name) for category in menu.categories}
    found: list[tuple[int, int, MenuItem]] = []
    for place, item in enumerate(menu.items.values()):
        if not item.diets.issuperset(diets) or not item.allergens.isdisjoint(without):
            continue
        scores = [_score(word, item, names.get(item.category_id, "")) for word in words]
        if all(scores):
            found.append((-sum(scores), place, item))
    return tuple(item for _, _, item in sorted(found, key=lambda row: row[:2]))


def _score(word: str, item: MenuItem, category: str) -> int:
    name = fold(item.name)
    start = re.compile(rf"\b{re.escape(word)}")
    if start.search(name):
        return 8
    if start.search(category) or any(start.search(fold(ingredient)) for ingredient in item.ingredients):
        return 4
    if word in name:
        return 3
    return 1 if word in fold(item.description) else 0
