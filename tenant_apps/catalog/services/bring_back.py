"""Put an item that was off back on sale."""

from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.outbox.publish import publish
from tenant_apps.catalog.events import ItemBroughtBack
from tenant_apps.catalog.models import EightySix
from tenant_apps.catalog.selectors.announcing import announce_eighty_six


def bring_back(*, venue_id: int, item_id: int, channel: str | None = None, actor_id: int | None = None) -> bool:
    """On one channel ("" is the row for all of them) or, with None, wherever it is off. False: it was not off."""
    with transaction.atomic():
        rows = EightySix.objects.locked().filter(venue_id=venue_id, item_id=item_id, ended_at__isnull=True)
        if channel is not None:
            rows = rows.filter(channel=channel)
        at = now()
        open_rows = list(rows)
        if not open_rows:
            return False
        for row in open_rows:
            row.ended_at, row.ended_by = at, actor_id
        EightySix.objects.bulk_update(open_rows, ["ended_at", "ended_by"])
        publish(ItemBroughtBack(venue_id=venue_id, item_id=item_id))
        announce_eighty_six(venue_id=venue_id)
    return True
