"""The built-in card provider: cards that succeed, are declined, lack funds, or ask for a second step.

It keeps its own books (`TestGatewayCharge`), written apart from the caller's transaction as an outside gateway's are,
and is idempotent by key: an answer that is lost on the way and asked for again never charges twice.
"""

from decimal import Decimal

from django.db import transaction
from django.db.models import F

from comanda.kernel.clock import now
from comanda.kernel.ids import token
from tenant_apps.payments.contracts import AttemptState, Provider
from tenant_apps.payments.models import TestGatewayCharge, TestGatewayRefund
from tenant_apps.payments.providers.shape import Outcome

NAME = Provider.TEST_CARD.value
TAKES_A_CALL = True

_ANSWERS = {
    "tok_success": (AttemptState.AUTHORIZED, ""),
    "tok_challenge": (AttemptState.ACTION_NEEDED, ""),
    "tok_declined": (AttemptState.FAILED, "card_declined"),
    "tok_insufficient_funds": (AttemptState.FAILED, "insufficient_funds"),
}
_UNKNOWN_CARD = (AttemptState.FAILED, "card_unknown")


def authorize(*, key: str, amount: Decimal, currency: str, method_token: str) -> Outcome:
    state, decline_code = _ANSWERS.get(method_token, _UNKNOWN_CARD)
    TestGatewayCharge.objects.bulk_create(
        [
            TestGatewayCharge(
                key=key,
                reference=f"tch_{token()}",
                card=method_token,
                amount=amount,
                currency=currency,
                state=state,
                decline_code=decline_code,
                created_at=now(),
            )
        ],
        ignore_conflicts=True,
    )
    return _outcome(_charge(key))


def capture(*, key: str, amount: Decimal) -> Outcome:
    TestGatewayCharge.objects.filter(key=key, state=AttemptState.AUTHORIZED, amount__gte=amount).update(
        state=AttemptState.CAPTURED, captured=amount
    )
    return _outcome(_charge(key))


def void(*, key: str) -> Outcome:
    waiting = [AttemptState.AUTHORIZED, AttemptState.ACTION_NEEDED]
    TestGatewayCharge.objects.filter(key=key, state__in=waiting).update(state=AttemptState.CANCELLED)
    return _outcome(_charge(key))


def refund(*, key: str, refund_key: str, amount: Decimal) -> bool:
    """False where the charge has not that much left to give back."""
    with transaction.atomic():
        charge = TestGatewayCharge.objects.select_for_update().get(key=key)
        if TestGatewayRefund.objects.filter(key=refund_key).exists():
            return True
        if charge.captured - charge.refunded < amount:
            return False
        TestGatewayRefund.objects.create(charge=charge, key=refund_key, amount=amount, created_at=now())
        TestGatewayCharge.objects.filter(pk=charge.pk).update(refunded=F("refunded") + amount)
    return True


def find(*, key: str) -> Outcome | None:
    charge = TestGatewayCharge.objects.filter(key=key).first()
    return _outcome(charge) if charge else None


def decide(*, key: str, approved: bool) -> Outcome:
    """The guest's second step, taken on the provider's side."""
    TestGatewayCharge.objects.filter(key=key, state=AttemptState.ACTION_NEEDED).update(
        state=AttemptState.AUTHORIZED if approved else AttemptState.FAILED,
        decline_code="" if approved else "authentication_failed",
    )
    return _outcome(_charge(key))


def _charge(key: str) -> TestGatewayCharge:
    return TestGatewayCharge.objects.get(key=key)


def _outcome(charge: TestGatewayCharge) -> Outcome:
    return Outcome(charge.state, charge.reference, charge.decline_code)
