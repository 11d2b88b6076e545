"""The order will not be: give up what was authorised, give back what was taken."""

from django.db import transaction
from django.db.models import F, Q

from comanda.kernel.actors import SYSTEM
from comanda.kernel.clock import now
from comanda.kernel.outbox.publish import publish
from tenant_apps.payments.contracts import AttemptState
from tenant_apps.payments.events import ReleaseAsked
from tenant_apps.payments.models import PaymentAttempt
from tenant_apps.payments.providers.registry import gateway
from tenant_apps.payments.providers.shape import Outcome
from tenant_apps.payments.services.capture import record_capture
from tenant_apps.payments.services.record_outcome import record_outcome
from tenant_apps.payments.services.refund import refund

_NOT_TAKEN = (AttemptState.CREATED, AttemptState.ACTION_NEEDED, AttemptState.AUTHORIZED)


def ask_release(*, check_id: int, reason: str, attempt_id: int | None = None) -> int:
    """Inside the caller's transaction: let go of every attempt of the check, or of one. Returns how many there were."""
    held = PaymentAttempt.objects.filter(
        Q(state__in=_NOT_TAKEN) | Q(state=AttemptState.CAPTURED, refunded__lt=F("captured")),
        check_id=check_id,
        release_asked_at=None,
    )
    if attempt_id is not None:
        held = held.filter(pk=attempt_id)
    ids = list(held.values_list("pk", flat=True))
    if ids:
        PaymentAttempt.objects.filter(pk__in=ids).update(release_asked_at=now(), release_reason=reason[:200])
        publish(*(ReleaseAsked(attempt_id=pk) for pk in ids))
    return len(ids)


def release_attempt(*, attempt_id: int) -> None:
    """Outside transactions; safe to repeat. Raises ProviderUnreachableError."""
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    if attempt.state in _NOT_TAKEN:
        _void(attempt)
        attempt.refresh_from_db()
    left = attempt.captured - attempt.refunded
    if attempt.state == AttemptState.CAPTURED and left > 0:
        refund(
            attempt_id=attempt.pk,
            amount=left,
            reason=attempt.release_reason,
            key=f"release:{attempt.token}",
            actor=SYSTEM,
        )


def _void(attempt: PaymentAttempt) -> None:
    provider = gateway(attempt.provider)
    if provider.find(key=attempt.token) is None:
        # Never charged. A charge under way right now finds the attempt cancelled and voids itself.
        outcome = Outcome(AttemptState.CANCELLED)
    else:
        outcome = provider.void(key=attempt.token)
    with transaction.atomic():
        if outcome.state == AttemptState.CAPTURED:
            # The capture had won: what the provider took is written down first, then given back.
            record_outcome(attempt=attempt, outcome=outcome)
            record_capture(attempt=attempt)
        else:
            record_outcome(attempt=attempt, outcome=outcome)
