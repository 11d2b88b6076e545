"""Take the money that was promised."""

from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.outbox.publish import publish
from tenant_apps.payments.contracts import AttemptState
from tenant_apps.payments.events import CaptureAsked, PaymentCaptured
from tenant_apps.payments.models import PaymentAttempt, PaymentEntry
from tenant_apps.payments.providers.registry import gateway
from tenant_apps.payments.services.move_attempt import move_attempt


def ask_capture(*, check_id: int, attempt_id: int | None = None) -> int:
    """Inside the caller's transaction: have one authorised attempt of the check captured, or every one; how many."""
    waiting = PaymentAttempt.objects.filter(
        check_id=check_id, state=AttemptState.AUTHORIZED, capture_asked_at=None, release_asked_at=None
    )
    if attempt_id is not None:
        waiting = waiting.filter(pk=attempt_id)
    ids = list(waiting.values_list("pk", flat=True))
    if ids:
        PaymentAttempt.objects.filter(pk__in=ids).update(capture_asked_at=now())
        publish(*(CaptureAsked(attempt_id=pk) for pk in ids))
    return len(ids)


def capture_attempt(*, attempt_id: int) -> None:
    """Outside transactions; safe to repeat. Raises ProviderUnreachableError."""
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    if attempt.state != AttemptState.AUTHORIZED or attempt.release_asked_at is not None:
        return
    outcome = gateway(attempt.provider).capture(key=attempt.token, amount=attempt.amount)
    if outcome.state == AttemptState.CAPTURED:
        record_capture(attempt=attempt)


def record_capture(*, attempt: PaymentAttempt, actor: str = "system") -> bool:
    """The provider has the money. False where that was known already."""
    with transaction.atomic():
        return move_attempt(
            attempt=attempt,
            verb="capture",
            kind=PaymentEntry.Kind.CAPTURED,
            amount=attempt.amount,
            actor=actor,
            event=PaymentCaptured(
                attempt_id=attempt.pk,
                check_id=attempt.check_id,
                amount=str(attempt.amount),
                currency=attempt.currency,
            ),
            captured=attempt.amount,
        )
