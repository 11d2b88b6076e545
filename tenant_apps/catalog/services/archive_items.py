"""Remove items from the draft, in a way that can be undone: past orders, options and imports still know them."""

from collections.abc import Collection

from comanda.kernel.clock import now
from tenant_apps.catalog.models import Item


def archive_items(*, item_ids: Collection[int]) -> int:
    """How many were removed."""
    return Item.objects.current().filter(pk__in=item_ids).update(archived_at=now(), updated_at=now())
