"""The contracts' vocabularies in words people read."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tenant_apps.catalog.contracts import TaxCategory

TAX_CATEGORIES: list[tuple[str, str | Promise]] = [
    (TaxCategory.FOOD, pgettext_lazy("tax category", "Food")),
    (TaxCategory.SOFT_DRINK, pgettext_lazy("tax category", "Soft drink")),
    (TaxCategory.ALCOHOL, pgettext_lazy("tax category", "Alcohol")),
    (TaxCategory.COLD_TAKEAWAY, pgettext_lazy("tax category", "Cold food to take away")),
    (TaxCategory.GOODS, pgettext_lazy("tax category", "Goods")),
    (TaxCategory.SERVICE, pgettext_lazy("tax category", "Service")),
]
