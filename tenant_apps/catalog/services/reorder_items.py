"""Put the items of a heading in order, and move there those that were dragged in."""

from collections.abc import Sequence

from django.db import transaction

from tenant_apps.catalog.errors import CategoryNotFoundError
from tenant_apps.catalog.models import Category, Item
from tenant_apps.catalog.services.merge_order import merge_order


def reorder_items(*, category_id: int | None, item_ids: Sequence[int]) -> None:
    """In that order; those that stood under another heading move to this one. Raises CategoryNotFoundError."""
    with transaction.atomic():
        if category_id is not None and not Category.objects.filter(pk=category_id).exists():
            raise CategoryNotFoundError()
        # The lock runs over a superset, ordered by pk: a drag between two headings must not meet another one half-way.
        rows = {
            row.pk: row
            for row in Item.objects.current().select_for_update(no_key=True).order_by("pk")
            if row.category_id == category_id or row.pk in set(item_ids)
        }
        before = sorted(rows.values(), key=lambda row: (row.position, row.pk))
        for place, key in enumerate(merge_order(wanted=item_ids, present=[row.pk for row in before])):
            rows[key].position = place
            rows[key].category_id = category_id
        Item.objects.bulk_update(rows.values(), ["position", "category_id"])
