"""Take back a change of many prices."""

from collections.abc import Collection

from django.db import transaction

from tenant_apps.catalog.contracts import PriceChange
from tenant_apps.catalog.models import Size


def restore_prices(*, changes: Collection[PriceChange]) -> int:
    """Sizes get back what they cost; one that was priced anew meanwhile keeps its new price. How many came back."""
    by_size = {change.size_id: change for change in changes}
    with transaction.atomic():
        sizes = Size.objects.select_for_update(no_key=True).filter(pk__in=by_size).order_by("pk")
        untouched = [size for size in sizes if size.price == by_size[size.pk].after]
        for size in untouched:
            size.price = by_size[size.pk].before
        Size.objects.bulk_update(untouched, ["price"])
    return len(untouched)
