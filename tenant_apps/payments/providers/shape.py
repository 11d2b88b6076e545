"""What every provider's module offers. To add one, copy a module and register it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outcome:
    """A provider's answer. `state` is one of AttemptState's values."""

    state: str
    reference: str = ""
    decline_code: str = ""


class Gateway(Protocol):
    """Every call carries a key: repeating a call repeats its answer, never its effect.

    Raises ProviderUnreachableError where no answer came; the caller asks again with the same key, outside transactions.
    """

    NAME: str
    TAKES_A_CALL: bool
    """False where the money is in somebody's hand and nobody has to be asked."""

    @staticmethod
    def authorize(*, key: str, amount: Decimal, currency: str, method_token: str) -> Outcome: ...

    @staticmethod
    def capture(*, key: str, amount: Decimal) -> Outcome: ...

    @staticmethod
    def void(*, key: str) -> Outcome: ...

    @staticmethod
    def refund(*, key: str, refund_key: str, amount: Decimal) -> bool: ...

    @staticmethod
    def find(*, key: str) -> Outcome | None: ...
