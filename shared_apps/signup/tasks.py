from celery import shared_task

from shared_apps.signup.services.finish_abandoned import finish_abandoned


@shared_task(platform=True, queue="slow")
def finish_abandoned_signups() -> None:
    finish_abandoned()
