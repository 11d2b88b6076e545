"""How everybody names what menus know by code: one word and one symbol for guests, the office and the kitchen."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenant_apps.catalog.contracts import Allergen, Diet

Word = str | Promise


class Named(NamedTuple):
    label: Word
    icon: str


ALLERGENS: dict[str, Named] = {
    Allergen.GLUTEN: Named(_("Gluten"), "allergen-gluten"),
    Allergen.CRUSTACEANS: Named(_("Crustaceans"), "allergen-crustaceans"),
    Allergen.EGGS: Named(_("Eggs"), "allergen-eggs"),
    Allergen.FISH: Named(_("Fish"), "allergen-fish"),
    Allergen.PEANUTS: Named(_("Peanuts"), "allergen-peanuts"),
    Allergen.SOYBEANS: Named(_("Soya"), "allergen-soybeans"),
    Allergen.MILK: Named(_("Milk"), "allergen-milk"),
    Allergen.NUTS: Named(_("Tree nuts"), "allergen-nuts"),
    Allergen.CELERY: Named(_("Celery"), "allergen-celery"),
    Allergen.MUSTARD: Named(_("Mustard"), "allergen-mustard"),
    Allergen.SESAME: Named(_("Sesame"), "allergen-sesame"),
    Allergen.SULPHITES: Named(_("Sulphites"), "allergen-sulphites"),
    Allergen.LUPIN: Named(_("Lupin"), "allergen-lupin"),
    Allergen.MOLLUSCS: Named(_("Molluscs"), "allergen-molluscs"),
}
"""The fourteen, in the regulation's order."""

DIETS: dict[str, Named] = {
    Diet.VEGAN: Named(_("Vegan"), "vegan"),
    Diet.VEGETARIAN: Named(_("Vegetarian"), "leaf"),
    Diet.GLUTEN_FREE: Named(_("Gluten-free"), "wheat-off"),
    Diet.HALAL: Named(_("Halal"), "moon-star"),
    Diet.ORGANIC: Named(_("Organic"), "sprout"),
}
"""The strictest first."""

HEAT: tuple[Word, ...] = (pgettext_lazy("spiciness", "Not spicy"), _("Mild heat"), _("Hot"), _("Very hot"))
"""By the number of chillies, from none to three."""
