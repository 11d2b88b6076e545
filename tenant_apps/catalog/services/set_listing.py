"""Say whether one venue sells some items, apart from what holds everywhere."""

from collections.abc import Collection

from django.db import transaction

from tenant_apps.catalog.models import Item, Listing


def set_listing(*, item_ids: Collection[int], venue_id: int, is_sold: bool | None) -> None:
    """`is_sold` None: as everywhere else."""
    with transaction.atomic():
        Listing.objects.filter(item_id__in=item_ids, venue_id=venue_id).delete()
        if is_sold is not None:
            known = Item.objects.current().filter(pk__in=item_ids).values_list("pk", flat=True)
            Listing.objects.bulk_create([
                Listing(item_id=item_id, venue_id=venue_id, is_sold=is_sold) for item_id in known
            ])  # fmt: skip
