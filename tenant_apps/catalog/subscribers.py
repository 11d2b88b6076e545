"""What the catalog does about its own facts, later."""

from datetime import datetime
from functools import partial

from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.outbox.registry import subscribe
from tenant_apps.catalog.events import ItemEightySixed
from tenant_apps.catalog.tasks import LONGEST_WAIT, end_eighty_six


@subscribe(ItemEightySixed)
def on_item_eighty_sixed(event: ItemEightySixed) -> None:
    if event.until is None:
        return
    remaining = max(0.0, (datetime.fromisoformat(event.until) - now()).total_seconds() + 1)
    send = partial(end_eighty_six.apply_async, (event.until,), countdown=min(LONGEST_WAIT, remaining))
    transaction.on_commit(send)
