"""Say which of some venues sell an item."""

from collections.abc import Collection

from django.db import transaction

from tenant_apps.catalog.models import Listing


def save_listings(*, item_id: int, venue_ids: Collection[int], sold_at: Collection[int]) -> None:
    """Of `venue_ids`, those in `sold_at` sell it as the item's switch says, or as they said themselves; others do not.

    A venue that said yes of its own stays with it: it sells what the others do not.
    """
    with transaction.atomic():
        stated = Listing.objects.filter(item_id=item_id)
        stated.filter(venue_id__in=sold_at, is_sold=False).delete()
        for venue_id in sorted(set(venue_ids) - set(sold_at)):
            stated.update_or_create(item_id=item_id, venue_id=venue_id, defaults={"is_sold": False})
