"""Take the money that was promised."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.actors import SYSTEM
from comanda.kernel.clock import now
from comanda.kernel.money import ZERO
from comanda.kernel.outbox.publish import publish
from tenant_apps.payments.contracts import AttemptState
from tenant_apps.payments.events import CaptureAsked, PaymentCaptured, ReleaseAsked
from tenant_apps.payments.models import PaymentAttempt, PaymentEntry
from tenant_apps.payments.providers.registry import gateway
from tenant_apps.payments.services.move_attempt import move_attempt


def ask_capture(*, check_id: int, due: Decimal) -> int:
    """Inside the caller's transaction: have what the check's attempts promise captured, the oldest first, up to `due`.

    What was asked for before counts towards it; what is authorised beyond it is let go. How many are captured.
    """
    held = PaymentAttempt.objects.filter(check_id=check_id, state=AttemptState.AUTHORIZED, release_asked_at=None)
    attempts = list(held.order_by("pk"))
    left = due - sum((attempt.to_capture or ZERO for attempt in attempts), ZERO)
    moment, captured = now(), 0
    for attempt in attempts:
        if attempt.capture_asked_at is not None:
            continue
        amount = max(min(attempt.amount, left), ZERO)
        left -= amount
        mine = PaymentAttempt.objects.filter(pk=attempt.pk)
        if amount:
            mine.update(capture_asked_at=moment, to_capture=amount)
            publish(CaptureAsked(attempt_id=attempt.pk))
            captured += 1
        else:
            mine.update(release_asked_at=moment, release_reason=_("Nothing is owed any more.")[:200])
            publish(ReleaseAsked(attempt_id=attempt.pk))
    return captured


def capture_attempt(*, attempt_id: int) -> None:
    """Outside transactions; safe to repeat. Raises ProviderUnreachableError."""
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    if attempt.state != AttemptState.AUTHORIZED or attempt.release_asked_at is not None:
        return
    outcome = gateway(attempt.provider).capture(key=attempt.token, amount=_wanted(attempt))
    if outcome.state == AttemptState.CAPTURED:
        record_capture(attempt=attempt)


def record_capture(*, attempt: PaymentAttempt, actor: str = SYSTEM) -> bool:
    """The provider has the money. False where that was known already."""
    amount = _wanted(attempt)
    with transaction.atomic():
        return move_attempt(
            attempt=attempt,
            verb="capture",
            kind=PaymentEntry.Kind.CAPTURED,
            amount=amount,
            actor=actor,
            event=PaymentCaptured(
                attempt_id=attempt.pk,
                check_id=attempt.check_id,
                amount=str(amount),
                currency=attempt.currency,
            ),
            captured=amount,
        )


def _wanted(attempt: PaymentAttempt) -> Decimal:
    wanted: Decimal | None = attempt.to_capture
    return Decimal(attempt.amount) if wanted is None else wanted
