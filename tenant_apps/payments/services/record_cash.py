"""Cash in hand: authorised and captured in the moment it is counted."""

from decimal import Decimal

from comanda.kernel.clock import now
from comanda.kernel.idempotency.claim import claim, fingerprint
from comanda.kernel.money import ZERO
from comanda.kernel.outbox.publish import publish
from tenant_apps.payments.contracts import Attempt, AttemptState, Provider
from tenant_apps.payments.events import PaymentCaptured
from tenant_apps.payments.models import PaymentAttempt, PaymentEntry
from tenant_apps.payments.selectors.attempts import as_attempt


def record_cash(*, check_id: int, amount: Decimal, currency: str, key: str, actor: str) -> Attempt:
    """Inside the caller's transaction. The same key counts the same money once.

    Raises IdempotencyKeyReusedError where the key stood for another amount or check.
    """
    asked = fingerprint([check_id, str(amount.normalize()), currency])
    earlier = claim(scope="cash", key=key, fingerprint=asked, reference=str(check_id))
    if earlier is not None:
        return as_attempt(PaymentAttempt.objects.get(key=key))
    moment = now()
    attempt = PaymentAttempt.objects.create(
        check_id=check_id,
        key=key,
        provider=Provider.CASH,
        state=AttemptState.CAPTURED,
        amount=amount,
        captured=amount,
        refunded=ZERO,
        currency=currency,
        created_at=moment,
        updated_at=moment,
    )
    PaymentEntry.objects.create(attempt=attempt, kind=PaymentEntry.Kind.CAPTURED, amount=amount, at=moment, actor=actor)
    publish(PaymentCaptured(attempt_id=attempt.pk, check_id=check_id, amount=str(amount), currency=currency))
    return as_attempt(attempt)
