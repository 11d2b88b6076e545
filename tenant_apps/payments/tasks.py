"""Talking to providers: outside transactions, asked again until there is an answer."""

from typing import Any

from celery import shared_task

from tenant_apps.payments.errors import ProviderUnreachableError
from tenant_apps.payments.services.capture import capture_attempt
from tenant_apps.payments.services.charge_attempt import charge_attempt
from tenant_apps.payments.services.make_refund import make_refund
from tenant_apps.payments.services.reconcile import reconcile
from tenant_apps.payments.services.release import release_attempt

PATIENCE: dict[str, Any] = {
    "autoretry_for": (ProviderUnreachableError,),
    "retry_backoff": 2,
    "retry_backoff_max": 120,
    "max_retries": 8,
    "queue": "urgent",
}


@shared_task(name="payments.charge", **PATIENCE)
def charge(attempt_id: int) -> None:
    charge_attempt(attempt_id=attempt_id)


@shared_task(name="payments.capture", **PATIENCE)
def capture(attempt_id: int) -> None:
    capture_attempt(attempt_id=attempt_id)


@shared_task(name="payments.release", **PATIENCE)
def release(attempt_id: int) -> None:
    release_attempt(attempt_id=attempt_id)


@shared_task(name="payments.make_refund", **PATIENCE)
def send_refund(refund_id: int) -> None:
    make_refund(refund_id=refund_id)


@shared_task(name="payments.reconcile")
def reconcile_payments() -> int:
    return reconcile()
