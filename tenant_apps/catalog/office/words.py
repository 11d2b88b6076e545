"""How staff pages name what the catalog knows by code, each with its symbol."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenant_apps.catalog.contracts import Allergen, Diet

Word = str | Promise

ALLERGENS: dict[str, tuple[Word, str]] = {
    Allergen.GLUTEN: (_("Gluten"), "allergen-gluten"),
    Allergen.CRUSTACEANS: (_("Crustaceans"), "allergen-crustaceans"),
    Allergen.EGGS: (_("Eggs"), "allergen-eggs"),
    Allergen.FISH: (_("Fish"), "allergen-fish"),
    Allergen.PEANUTS: (_("Peanuts"), "allergen-peanuts"),
    Allergen.SOYBEANS: (_("Soya"), "allergen-soybeans"),
    Allergen.MILK: (_("Milk"), "allergen-milk"),
    Allergen.NUTS: (_("Tree nuts"), "allergen-nuts"),
    Allergen.CELERY: (_("Celery"), "allergen-celery"),
    Allergen.MUSTARD: (_("Mustard"), "allergen-mustard"),
    Allergen.SESAME: (_("Sesame"), "allergen-sesame"),
    Allergen.SULPHITES: (_("Sulphites"), "allergen-sulphites"),
    Allergen.LUPIN: (_("Lupin"), "allergen-lupin"),
    Allergen.MOLLUSCS: (_("Molluscs"), "allergen-molluscs"),
}

DIETS: dict[str, tuple[Word, str]] = {
    Diet.VEGETARIAN: (_("Vegetarian"), "leaf"),
    Diet.VEGAN: (_("Vegan"), "vegan"),
    Diet.GLUTEN_FREE: (_("Gluten-free"), "wheat-off"),
    Diet.HALAL: (_("Halal"), "moon-star"),
    Diet.ORGANIC: (_("Organic"), "sprout"),
}

HEAT: tuple[Word, ...] = (
    pgettext_lazy("spiciness", "Not spicy"),
    pgettext_lazy("spiciness", "Mild"),
    pgettext_lazy("spiciness", "Medium"),
    pgettext_lazy("spiciness", "Hot"),
)

SERVICES: dict[str, Word] = {"pickup": _("Pickup"), "delivery": _("Delivery"), "dine_in": _("At the table")}
CHANNELS: dict[str, Word] = {"web": _("Online"), "counter": _("Counter"), "table": _("Table"), "api": _("Apps")}
WEEKDAYS: tuple[Word, ...] = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
