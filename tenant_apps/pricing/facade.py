"""What other rooms may ask of pricing."""

from tenant_apps.pricing.selectors.charge_words import line_name
from tenant_apps.pricing.selectors.dishes import Dish, list_dishes
from tenant_apps.pricing.selectors.find_tax_rule import TABLES, is_tax_included, tax_rate
from tenant_apps.pricing.services.price_basket import price_basket
from tenant_apps.pricing.services.price_charges import price_charge

__all__ = [
    "Dish",
    "is_tax_included",
    "line_name",
    "list_dishes",
    "list_tax_countries",
    "price_basket",
    "price_charge",
    "tax_rate",
]


def list_tax_countries() -> tuple[str, ...]:
    """ISO codes of the countries whose taxes are known."""
    return tuple(sorted(TABLES))
