"""Close what has run out, and say so. Menus show such items by the clock already; this tells the rooms that listen."""

from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.outbox.publish import publish
from tenant_apps.catalog.events import ItemBroughtBack
from tenant_apps.catalog.models import EightySix
from tenant_apps.catalog.selectors.announcing import announce_eighty_six


def expire_eighty_sixes() -> int:
    """In the current tenant. Returns how many ran out; safe to run twice at once."""
    with transaction.atomic():
        rows = list(EightySix.objects.run_out(now()).select_for_update(skip_locked=True).order_by("pk"))
        if not rows:
            return 0
        for row in rows:
            row.ended_at = row.until
        EightySix.objects.bulk_update(rows, ["ended_at"])
        publish(*(ItemBroughtBack(venue_id=row.venue_id, item_id=row.item_id) for row in rows))
        for venue_id in sorted({row.venue_id for row in rows}):
            announce_eighty_six(venue_id=venue_id)
    return len(rows)
