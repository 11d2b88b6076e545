"""Notes and coins over the counter: nobody to ask, the till is the proof."""

from decimal import Decimal

from tenant_apps.payments.contracts import AttemptState, Provider
from tenant_apps.payments.providers.shape import Outcome

NAME = Provider.CASH.value
TAKES_A_CALL = False


def authorize(*, key: str, amount: Decimal, currency: str, method_token: str) -> Outcome:
    return Outcome(AttemptState.AUTHORIZED, key)


def capture(*, key: str, amount: Decimal) -> Outcome:
    return Outcome(AttemptState.CAPTURED, key)


def void(*, key: str) -> Outcome:
    return Outcome(AttemptState.CANCELLED, key)


def refund(*, key: str, refund_key: str, amount: Decimal) -> bool:
    return True


def find(*, key: str) -> Outcome | None:
    return Outcome(AttemptState.CAPTURED, key)
