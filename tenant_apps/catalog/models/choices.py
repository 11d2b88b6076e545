"""The contracts' vocabularies in words people read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenant_apps.catalog.contracts import Allergen, Diet, TaxCategory

ALLERGENS: list[tuple[str, str | Promise]] = [
    (Allergen.GLUTEN, _("Gluten")),
    (Allergen.CRUSTACEANS, _("Crustaceans")),
    (Allergen.EGGS, _("Eggs")),
    (Allergen.FISH, _("Fish")),
    (Allergen.PEANUTS, _("Peanuts")),
    (Allergen.SOYBEANS, _("Soya")),
    (Allergen.MILK, _("Milk")),
    (Allergen.NUTS, _("Tree nuts")),
    (Allergen.CELERY, _("Celery")),
    (Allergen.MUSTARD, _("Mustard")),
    (Allergen.SESAME, _("Sesame")),
    (Allergen.SULPHITES, _("Sulphites")),
    (Allergen.LUPIN, _("Lupin")),
    (Allergen.MOLLUSCS, _("Molluscs")),
]

DIETS: list[tuple[str, str | Promise]] = [
    (Diet.VEGETARIAN, _("Vegetarian")),
    (Diet.VEGAN, _("Vegan")),
    (Diet.GLUTEN_FREE, _("Gluten-free")),
    (Diet.HALAL, _("Halal")),
    (Diet.ORGANIC, _("Organic")),
]

TAX_CATEGORIES: list[tuple[str, str | Promise]] = [
    (TaxCategory.FOOD, pgettext_lazy("tax category", "Food")),
    (TaxCategory.SOFT_DRINK, pgettext_lazy("tax category", "Soft drink")),
    (TaxCategory.ALCOHOL, pgettext_lazy("tax category", "Alcohol")),
    (TaxCategory.COLD_TAKEAWAY, pgettext_lazy("tax category", "Cold food to take away")),
    (TaxCategory.GOODS, pgettext_lazy("tax category", "Goods")),
    (TaxCategory.SERVICE, pgettext_lazy("tax category", "Service")),
]
