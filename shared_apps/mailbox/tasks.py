from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any

from celery import shared_task
from django.utils import translation

from shared_apps.mailbox.contracts import Letter
from shared_apps.mailbox.services.send_letter import send_letter

LONGEST_WAIT = 300
"""Seconds. A broker gives a message it has lent for longer to somebody else, and the letter would go out twice."""


@shared_task(bind=True, queue="urgent", max_retries=15)
def deliver_letter(self: Any, to: str, language: str, letter: dict[str, Any]) -> None:
    """Tried again for about an hour, at first soon; what is refused for good is not tried again."""
    for pairs in ("rows", "links"):
        letter[pairs] = tuple(tuple(pair) for pair in letter.get(pairs, ()))
    try:
        with translation.override(language):
            send_letter(to=to, letter=Letter(**letter))
    except (SMTPException, OSError) as error:
        if is_final(error):
            raise
        raise self.retry(exc=error, countdown=wait_before(self.request.retries)) from error


def wait_before(retries: int) -> int:
    """Seconds until the next try: twice as long each time, up to what a broker bears."""
    return min(15 << min(retries, 10), LONGEST_WAIT)


def is_final(error: Exception) -> bool:
    """Whether the server said never (5xx) to this address or this letter; 4xx, as in greylisting, says later."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500
