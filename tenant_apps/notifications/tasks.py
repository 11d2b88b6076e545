"""Notices are sent by workers: a request never waits for a mail server."""

from typing import Any

from celery import shared_task

from tenant_apps.notifications.services.deliver_notice import deliver_notice
from tenant_apps.notifications.services.sweep_notices import sweep_notices


@shared_task(bind=True, name="notifications.deliver", queue="urgent", max_retries=None)
def deliver(self: Any, notice_id: int) -> None:
    if (pause := deliver_notice(notice_id=notice_id)) is not None:
        raise self.retry(countdown=pause)


@shared_task(name="notifications.sweep", queue="slow")
def sweep() -> None:
    sweep_notices()
