"""Finish what a crash, a lost answer or a lost signal left half done."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db.models import F, Q

from comanda.kernel.clock import now
from tenant_apps.payments.contracts import AttemptState
from tenant_apps.payments.errors import ProviderUnreachableError
from tenant_apps.payments.models import PaymentAttempt, Refund
from tenant_apps.payments.services.capture import capture_attempt
from tenant_apps.payments.services.charge_attempt import charge_attempt, void_owed
from tenant_apps.payments.services.make_refund import make_refund
from tenant_apps.payments.services.release import release_attempt

logger = logging.getLogger(__name__)

QUIET_FOR = timedelta(minutes=2)
"""Younger work is left to the tasks that are at it."""


def reconcile(*, quiet_for: timedelta = QUIET_FOR) -> int:
    """For the current tenant: repeat every step that should have been over by now. Returns how many were repeated.

    Every step is idempotent at the provider, so asking again is how we find out what became of it.
    """
    before = now() - quiet_for
    attempts = PaymentAttempt.objects.order_by("pk")
    open_ones = attempts.filter(
        Q(state__in=["created", "action_needed", "authorized"]) | Q(state="captured", refunded__lt=F("captured"))
    )
    steps: list[tuple[Callable[[int], None], list[int]]] = [
        (
            lambda pk: release_attempt(attempt_id=pk),
            list(open_ones.filter(release_asked_at__lt=before).values_list("pk", flat=True)),
        ),
        (
            lambda pk: charge_attempt(attempt_id=pk),
            list(
                attempts.filter(state=AttemptState.CREATED, created_at__lt=before, release_asked_at=None).values_list(
                    "pk", flat=True
                )
            ),
        ),
        (
            lambda pk: capture_attempt(attempt_id=pk),
            list(
                attempts.filter(
                    state=AttemptState.AUTHORIZED, capture_asked_at__lt=before, release_asked_at=None
                ).values_list("pk", flat=True)
            ),
        ),
        (
            lambda pk: void_owed(attempt_id=pk),
            list(attempts.filter(void_owed_at__lt=before).values_list("pk", flat=True)),
        ),
        (
            lambda pk: make_refund(refund_id=pk),
            list(Refund.objects.filter(state=Refund.State.ASKED, asked_at__lt=before).values_list("pk", flat=True)),
        ),
    ]
    repeated = 0
    for step, ids in steps:
        for pk in ids:
            try:
                step(pk)
            except ProviderUnreachableError:
                logger.warning("the provider still does not answer", extra={"payment": pk})
            repeated += 1
    return repeated
