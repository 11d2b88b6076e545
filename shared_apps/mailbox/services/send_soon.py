import logging
from dataclasses import asdict

from celery import signature
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from kombu.exceptions import OperationalError

from shared_apps.mailbox.contracts import Letter
from shared_apps.mailbox.services.send_letter import send_letter
from tenants.context import current_tenant, use_tenant

logger = logging.getLogger(__name__)

TASK = "shared_apps.mailbox.tasks.deliver_letter"


def send_soon(*, to: str, letter: Letter) -> None:
    """Send after the running transaction commits, by a worker, in the language that is active now.

    Where the jobs' broker is away the letter is sent at once instead: late is better than lost.
    """
    language, writer = get_language() or settings.LANGUAGE_CODE, current_tenant()

    def hand_over() -> None:
        # Whoever commits, the letter is from the one who wrote it.
        with use_tenant(writer):
            _hand_over(to, language, letter)

    transaction.on_commit(hand_over, robust=True)


def _hand_over(to: str, language: str, letter: Letter) -> None:
    if not settings.MAIL_IN_BACKGROUND:
        send_letter(to=to, letter=letter)
        return
    try:
        signature(TASK).apply_async(args=(to, language, asdict(letter)))
    except (OperationalError, OSError):
        logger.warning("the jobs' broker is away: sending mail at once")
        send_letter(to=to, letter=letter)
