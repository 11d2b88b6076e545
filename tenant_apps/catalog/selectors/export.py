"""The draft as rows of our own CSV format, which an import takes back unchanged."""

from collections.abc import Iterator

from tenant_apps.catalog.selectors.drafts import items_for_drafts

COLUMNS = (
    "name", "category", "description", "size", "price", "code", "size_code",
    "ingredients", "allergens", "diets", "tax_category", "station", "spicy", "calories",
)  # fmt: skip


def export_rows() -> Iterator[tuple[object, ...]]:
    """One row per size, in the menu's order. Prices are numbers."""
    rows = items_for_drafts().select_related("category", "picture").order_by("category__position", "position", "pk")
    for item in rows:
        for size in item.sizes.all():
            yield (
                item.name,
                item.category.name if item.category else "",
                item.description,
                size.name,
                f"{size.price.normalize():f}",
                item.code,
                size.code,
                ", ".join(link.ingredient.name for link in item.item_ingredients.all()),
                ", ".join(item.allergens),
                ", ".join(item.diets),
                item.tax_category,
                item.station,
                item.spicy,
                "" if item.calories is None else item.calories,
            )
