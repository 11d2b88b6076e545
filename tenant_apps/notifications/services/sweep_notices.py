"""Find what a lost signal or a dead worker left behind."""

from comanda.kernel.clock import now
from tenant_apps.notifications.contracts import NoticeState
from tenant_apps.notifications.models import Notice
from tenant_apps.notifications.services.deliver_notice import deliver_notice

BATCH = 100


def sweep_notices() -> int:
    """Send every notice of the current tenant that is due; returns how many were tried."""
    waiting = Notice.objects.filter(
        state__in=[NoticeState.WAITING, NoticeState.SENDING], next_attempt_at__lte=now()
    ).order_by("next_attempt_at")
    due = list(waiting.values_list("pk", flat=True)[:BATCH])
    for notice_id in due:
        deliver_notice(notice_id=notice_id)
    return len(due)
