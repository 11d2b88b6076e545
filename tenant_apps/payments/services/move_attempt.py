"""The one way an attempt changes state: a guarded UPDATE, its ledger row, its event, together or not at all."""

from decimal import Decimal
from typing import Any

from comanda.kernel.actors import SYSTEM
from comanda.kernel.clock import now
from comanda.kernel.outbox.contracts import Event
from comanda.kernel.outbox.publish import publish
from tenant_apps.payments.models import PaymentAttempt, PaymentEntry
from tenant_apps.payments.models.states import ATTEMPT, sources


def move_attempt(
    *,
    attempt: PaymentAttempt,
    verb: str,
    kind: PaymentEntry.Kind,
    amount: Decimal,
    event: Event | None = None,
    actor: str = SYSTEM,
    detail: str = "",
    **values: Any,
) -> bool:
    """Inside a transaction. False where the attempt has moved on already: then nothing was written.

    Late, repeated and out-of-order news end here without effect.
    """
    froms = sources(verb)
    target = ATTEMPT.transitions[verb][froms[0]]
    moment = now()
    moved = PaymentAttempt.objects.filter(pk=attempt.pk, state__in=froms).update(
        state=target, updated_at=moment, **values
    )
    if not moved:
        return False
    PaymentEntry.objects.create(attempt=attempt, kind=kind, amount=amount, at=moment, actor=actor, detail=detail)
    if event is not None:
        publish(event)
    return True
