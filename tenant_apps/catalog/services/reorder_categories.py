"""Put the headings in the order someone dragged them into."""

from collections.abc import Sequence

from django.db import transaction

from tenant_apps.catalog.models import Category
from tenant_apps.catalog.services.merge_order import merge_order


def reorder_categories(*, category_ids: Sequence[int]) -> None:
    """Those named first, in that order; the others keep theirs behind them."""
    with transaction.atomic():
        rows = {row.pk: row for row in Category.objects.select_for_update().order_by("pk")}
        before = sorted(rows.values(), key=lambda row: (row.position, row.pk))
        order = merge_order(wanted=category_ids, present=[row.pk for row in before])
        for place, key in enumerate(order):
            rows[key].position = place
        Category.objects.bulk_update(rows.values(), ["position"])
