"""Facts that have been told need not be kept; those that have not are."""

from datetime import timedelta

from comanda.kernel.clock import now
from comanda.kernel.outbox.models import OutboxDelivery, OutboxEvent

KEPT_FOR = timedelta(days=30)


def forget_relayed() -> int:
    """Delete the current schema's facts relayed longer ago than `KEPT_FOR`, and who heard them; returns how many.

    A fact that waits or is parked keeps its list of who has handled it, however old: it may be told again.
    """
    before = now() - KEPT_FOR
    deleted, _by_model = OutboxEvent.objects.filter(relayed_at__lt=before).delete()
    waiting = OutboxEvent.objects.filter(relayed_at=None)
    OutboxDelivery.objects.filter(handled_at__lt=before).exclude(event_id__in=waiting.values("pk")).delete()
    return deleted
