"""The draft a chain works on, the snapshots it published, and what is off for now."""

from tenant_apps.catalog.models.choices import TAX_CATEGORIES
from tenant_apps.catalog.models.eighty_six import EightySix
from tenant_apps.catalog.models.groups import GroupLink, LinkRule, ModifierGroup, ModifierOption
from tenant_apps.catalog.models.items import Category, Ingredient, Item, ItemIngredient, Size
from tenant_apps.catalog.models.pictures import Picture
from tenant_apps.catalog.models.prices import Listing, PriceRule
from tenant_apps.catalog.models.snapshots import MenuSnapshot

__all__ = [
    "TAX_CATEGORIES",
    "Category",
    "EightySix",
    "GroupLink",
    "Ingredient",
    "Item",
    "ItemIngredient",
    "LinkRule",
    "Listing",
    "MenuSnapshot",
    "ModifierGroup",
    "ModifierOption",
    "Picture",
    "PriceRule",
    "Size",
]
