from celery import shared_task
from django.utils import translation

from shared_apps.signup.services.finish_abandoned import finish_abandoned
from shared_apps.signup.services.send_offices import send_offices
from tenants.celery import PlatformTask


@shared_task(name="signup.finish_abandoned", base=PlatformTask, queue="slow")
def finish_abandoned_signups() -> None:
    finish_abandoned()


@shared_task(name="signup.send_offices", base=PlatformTask, queue="urgent")
def send_offices_to(email: str, language: str) -> None:
    with translation.override(language):
        send_offices(email=email)
