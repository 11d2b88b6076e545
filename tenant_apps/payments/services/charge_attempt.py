"""Ask the provider for the money. Runs in a task, outside transactions: no lock is held while somebody else thinks."""

from django.db import transaction
from django.db.models import QuerySet

from comanda.kernel.clock import now
from tenant_apps.payments.contracts import AttemptState
from tenant_apps.payments.models import PaymentAttempt
from tenant_apps.payments.providers.registry import gateway
from tenant_apps.payments.services.record_outcome import record_outcome


def charge_attempt(*, attempt_id: int) -> None:
    """Safe to repeat: the provider answers the same key with the same charge, and the answer is recorded once.

    Raises ProviderUnreachableError where no answer came; ask again.
    """
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    if attempt.state != AttemptState.CREATED:
        return
    outcome = gateway(attempt.provider).authorize(
        key=attempt.token,
        amount=attempt.amount,
        currency=attempt.currency,
        method_token=attempt.method_token,
    )
    with transaction.atomic():
        recorded = record_outcome(attempt=attempt, outcome=outcome)
    if not recorded and _given_up(attempt_id).update(void_owed_at=now()):
        # Given up while the provider was being asked: nobody will want this money.
        void_owed(attempt_id=attempt_id)


def void_owed(*, attempt_id: int) -> None:
    """Let go at the provider of what it authorised for an attempt that had been given up; safe to repeat.

    Raises ProviderUnreachableError: the debt stays written down, and reconciliation asks again.
    """
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    gateway(attempt.provider).void(key=attempt.token)
    _given_up(attempt_id).update(void_owed_at=None)


def _given_up(attempt_id: int) -> "QuerySet[PaymentAttempt]":
    return PaymentAttempt.objects.filter(pk=attempt_id, state=AttemptState.CANCELLED)
