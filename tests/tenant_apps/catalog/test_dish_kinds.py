"""What a dish is, told from words."""

import pytest

from tenant_apps.catalog.facade import tell_kind
from tenant_apps.catalog.selectors.dish_kinds import MENU_ORDER, heading_for, tax_category_for
from tenant_apps.catalog.selectors.dish_words import DishKind


@pytest.mark.parametrize(
    ("name", "category", "kind"),
    [
        ("The Barbecue Chicken Pizza", "Chicken", "pizza"),
        ("Chicken Tikka Masala", "", "curry"),
        ("Chicken Tikka (Main)", "", "grill"),
        ("Madras Sauce", "", "sauce"),
        ("Onion Rice", "", "rice"),
        ("Spaghetti alla Carbonara", "", "pasta"),
        ("Tiramisù", "", "tiramisu"),
        ("Caffè", "Bibite", "coffee"),
        ("COBRA (330ML)", "", "beer"),
        ("Rosso della casa", "Birre e vini", "wine"),
        ("Tonno e cipolla", "Pizze rosse", "pizza"),
        ("Patate al forno", "Secondi e contorni", "vegetables"),
        ("Paneer tikka", "Biryani & grills", "grill"),
        ("Something else", "Altro", "plate"),
    ],
)
def test_a_dish_is_known_by_its_words(name, category, kind):
    assert tell_kind(name=name, category=category) == kind


def test_every_kind_has_a_heading_and_a_place():
    assert set(MENU_ORDER) == set(DishKind)
    assert all(heading_for(kind) for kind in DishKind)


def test_drinks_are_taxed_as_drinks():
    assert tax_category_for(DishKind.WINE) == "alcohol"
    assert tax_category_for(DishKind.WATER) == "soft_drink"
    assert tax_category_for(DishKind.PIZZA) == ""
