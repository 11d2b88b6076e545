from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from celery import shared_task
from django.utils import translation

from shared_apps.mailbox.contracts import Letter
from shared_apps.mailbox.services.send_letter import send_letter


@shared_task(bind=True, queue="urgent", max_retries=8)
def deliver_letter(self: Any, to: str, language: str, letter: dict[str, Any]) -> None:
    """Tried again for about an hour, waiting twice as long each time; a refused address is not tried again."""
    letter["rows"] = tuple(tuple(row) for row in letter.get("rows", ()))
    try:
        with translation.override(language):
            send_letter(to=to, letter=Letter(**letter))
    except SMTPRecipientsRefused:
        raise
    except (SMTPException, OSError) as error:
        raise self.retry(exc=error, countdown=15 * 2**self.request.retries) from error
