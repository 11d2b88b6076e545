"""Take a heading away. Its items stay, without one, until someone puts them elsewhere or goes back."""

from django.db import transaction

from tenant_apps.catalog.errors import CategoryNotFoundError
from tenant_apps.catalog.models import Category


def delete_category(*, category_id: int, move_items_to: int | None = None) -> None:
    """With `move_items_to` its items go under that heading. Raises CategoryNotFoundError."""
    with transaction.atomic():
        category = Category.objects.select_for_update().order_by("pk").filter(pk=category_id).first()
        if category is None or category_id == move_items_to:
            raise CategoryNotFoundError()
        if move_items_to is not None:
            if not Category.objects.filter(pk=move_items_to).exists():
                raise CategoryNotFoundError()
            category.items.update(category_id=move_items_to)
        category.children.update(parent_id=category.parent_id)
        category.delete()
