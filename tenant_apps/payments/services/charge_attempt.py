"""Ask the provider for the money. Runs in a task, outside transactions: no lock is held while somebody else thinks."""

from django.db import transaction

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
    provider = gateway(attempt.provider)
    outcome = provider.authorize(
        key=attempt.token,
        amount=attempt.amount,
        currency=attempt.currency,
        method_token=attempt.method_token,
    )
    with transaction.atomic():
        recorded = record_outcome(attempt=attempt, outcome=outcome)
    if not recorded:
        attempt.refresh_from_db(fields=["state"])
        if attempt.state == AttemptState.CANCELLED:
            # Given up while the provider was being asked: nobody will want this money.
            provider.void(key=attempt.token)
