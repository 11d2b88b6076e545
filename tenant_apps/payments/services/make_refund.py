"""Have the provider send the money back, and write down that it did."""

from django.db import transaction
from django.db.models import F

from comanda.kernel.clock import now
from comanda.kernel.outbox.publish import publish
from tenant_apps.payments.events import PaymentRefunded
from tenant_apps.payments.models import PaymentAttempt, PaymentEntry, Refund
from tenant_apps.payments.providers.registry import gateway

State = Refund.State
Kind = PaymentEntry.Kind


def make_refund(*, refund_id: int) -> None:
    """Outside transactions; safe to repeat. Raises ProviderUnreachableError."""
    row = Refund.objects.select_related("attempt").get(pk=refund_id)
    if row.state != State.ASKED:
        return
    attempt = row.attempt
    done = gateway(attempt.provider).refund(key=attempt.token, refund_key=row.key, amount=row.amount)
    with transaction.atomic():
        settle_refund(row=row, done=done)


def settle_refund(*, row: Refund, done: bool) -> bool:
    """Inside a transaction. A refused refund frees what it had reserved. False where it was settled already."""
    state = State.DONE if done else State.FAILED
    if not Refund.objects.filter(pk=row.pk, state=State.ASKED).update(state=state):
        return False
    attempt = row.attempt
    PaymentEntry.objects.create(
        attempt=attempt,
        kind=Kind.REFUNDED if done else Kind.REFUND_FAILED,
        amount=row.amount,
        at=now(),
        actor=row.actor,
        detail=row.reason,
    )
    if not done:
        PaymentAttempt.objects.filter(pk=attempt.pk).update(refunded=F("refunded") - row.amount, updated_at=now())
        return True
    publish(
        PaymentRefunded(
            attempt_id=attempt.pk,
            check_id=attempt.check_id,
            amount=str(row.amount),
            currency=attempt.currency,
            refund_id=row.pk,
            reason=row.reason,
            actor=row.actor,
        )
    )
    return True
