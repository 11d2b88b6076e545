"""Bring removed items back into the draft."""

from collections.abc import Collection

from comanda.kernel.clock import now
from tenant_apps.catalog.models import Item


def restore_items(*, item_ids: Collection[int]) -> int:
    """How many came back."""
    return Item.objects.filter(pk__in=item_ids, archived_at__isnull=False).update(archived_at=None, updated_at=now())
