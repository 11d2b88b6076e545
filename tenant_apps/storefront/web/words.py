"""How the storefront names what menus only know by code: allergens, diets, heat, ways to be served."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenant_apps.catalog.contracts import Allergen, Diet
from tenant_apps.venues.contracts import ServiceType

Word = str | Promise

ALLERGENS: dict[str, tuple[Word, str]] = {
    Allergen.GLUTEN: (_("Gluten"), "allergen-gluten"),
    Allergen.CRUSTACEANS: (_("Crustaceans"), "allergen-crustaceans"),
    Allergen.EGGS: (_("Eggs"), "allergen-eggs"),
    Allergen.FISH: (_("Fish"), "allergen-fish"),
    Allergen.PEANUTS: (_("Peanuts"), "allergen-peanuts"),
    Allergen.SOYBEANS: (_("Soy"), "allergen-soybeans"),
    Allergen.MILK: (_("Milk"), "allergen-milk"),
    Allergen.NUTS: (_("Nuts"), "allergen-nuts"),
    Allergen.CELERY: (_("Celery"), "allergen-celery"),
    Allergen.MUSTARD: (_("Mustard"), "allergen-mustard"),
    Allergen.SESAME: (_("Sesame"), "allergen-sesame"),
    Allergen.SULPHITES: (_("Sulphites"), "allergen-sulphites"),
    Allergen.LUPIN: (_("Lupin"), "allergen-lupin"),
    Allergen.MOLLUSCS: (_("Molluscs"), "allergen-molluscs"),
}
"""Name and icon of each of the fourteen."""

DIETS: dict[str, tuple[Word, str]] = {
    Diet.VEGAN: (_("Vegan"), "vegan"),
    Diet.VEGETARIAN: (_("Vegetarian"), "leaf"),
    Diet.GLUTEN_FREE: (_("Gluten-free"), "wheat-off"),
    Diet.HALAL: (_("Halal"), "moon-star"),
    Diet.ORGANIC: (_("Organic"), "sprout"),
}

HEAT: dict[int, Word] = {1: _("Mild heat"), 2: _("Hot"), 3: _("Very hot")}

SERVICES: dict[str, tuple[Word, str]] = {
    ServiceType.DELIVERY: (pgettext_lazy("service", "Delivery"), "bike"),
    ServiceType.PICKUP: (pgettext_lazy("service", "Pickup"), "shopping-bag"),
    ServiceType.DINE_IN: (pgettext_lazy("service", "At the table"), "utensils"),
}
"""In the order they are offered."""
