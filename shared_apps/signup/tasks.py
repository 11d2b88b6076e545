from celery import shared_task

from shared_apps.signup.services.finish_abandoned import finish_abandoned
from tenants.celery import PlatformTask


@shared_task(name="signup.finish_abandoned", base=PlatformTask, queue="slow")
def finish_abandoned_signups() -> None:
    finish_abandoned()
