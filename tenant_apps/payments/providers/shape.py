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

    def authorize(self, *, key: str, amount: Decimal, currency: str, method_token: str) -> Outcome: ...

    def capture(self, *, key: str, amount: Decimal) -> Outcome: ...

    def void(self, *, key: str) -> Outcome: ...

    def refund(self, *, key: str, refund_key: str, amount: Decimal) -> bool: ...

    def find(self, *, key: str) -> Outcome | None: ...
