"""Send one notice. No row is locked while the mail server is talked to."""

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.db.models import F, Q
from django.utils import translation

from comanda.kernel.clock import now
from shared_apps.mailbox.facade import send_letter
from tenant_apps.notifications.contracts import NoticeState
from tenant_apps.notifications.models import Notice
from tenant_apps.notifications.services.compose_letter import compose_letter
from tenant_apps.ordering import facade as ordering

NEWS_FOR = timedelta(hours=3)
"""After that an order's step is no news any more, and saying it would only confuse."""

FIRST_PAUSE = 15.0
LONGEST_PAUSE = 900.0
CLAIM_HOLDS = timedelta(minutes=1)
"""A worker that took longer than this to send one message has died (a mail server has ten seconds for each answer);
the notice is taken up again."""

_PERMANENT = 500


def deliver_notice(*, notice_id: int) -> float | None:
    """Send it if it waits and is due. Returns the seconds after which to try again, or None when there is no need.

    Two workers with the same notice: one claims it, the other finds nothing to do.
    """
    notice = _claim(notice_id)
    if notice is None:
        return None
    if notice.created_at < now() - NEWS_FOR:
        _finish(notice, NoticeState.STALE)
        return None
    try:
        with translation.override(notice.language):
            order = ordering.get_order(order_id=notice.order_id)
            send_letter(to=notice.recipient, letter=compose_letter(order=order, kind=notice.kind))
    except (SMTPException, OSError) as error:
        if is_permanent(error):
            _finish(notice, NoticeState.REFUSED, error)
            return None
        return _again(notice, error)
    _finish(notice, NoticeState.SENT)
    return None


def is_permanent(error: Exception) -> bool:
    """5xx: this message will never be taken. 4xx (greylisting, full, busy) and broken lines: later."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= _PERMANENT for code, _reason in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= _PERMANENT


def _claim(notice_id: int) -> Notice | None:
    moment = now()
    due = Q(state__in=[NoticeState.WAITING, NoticeState.SENDING], next_attempt_at__lte=moment)
    claimed = Notice.objects.filter(due, pk=notice_id).update(
        state=NoticeState.SENDING, attempts=F("attempts") + 1, next_attempt_at=moment + CLAIM_HOLDS
    )
    return Notice.objects.get(pk=notice_id) if claimed else None


def _finish(notice: Notice, state: NoticeState, error: Exception | None = None) -> None:
    notice.state = state
    notice.sent_at = now() if state is NoticeState.SENT else None
    notice.last_error = str(error)[:1000] if error else ""
    notice.save(update_fields=["state", "sent_at", "last_error"])


def _again(notice: Notice, error: Exception) -> float:
    pause: float = min(FIRST_PAUSE * 2 ** (notice.attempts - 1), LONGEST_PAUSE)
    notice.state = NoticeState.WAITING
    notice.next_attempt_at = now() + timedelta(seconds=pause)
    notice.last_error = str(error)[:1000]
    notice.save(update_fields=["state", "next_attempt_at", "last_error"])
    return pause
