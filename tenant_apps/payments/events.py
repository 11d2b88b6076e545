"""Facts payments tell. `check_id` and `reference` are the payer's side: the check, and whatever it is for."""

from dataclasses import dataclass
from typing import ClassVar

from comanda.kernel.outbox.contracts import Event


@dataclass(frozen=True, slots=True)
class PaymentAttemptOpened(Event):
    name: ClassVar[str] = "payments.attempt_opened"
    attempt_id: int
    check_id: int


@dataclass(frozen=True, slots=True)
class PaymentAuthorized(Event):
    name: ClassVar[str] = "payments.authorized"
    attempt_id: int
    check_id: int
    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class PaymentActionNeeded(Event):
    name: ClassVar[str] = "payments.action_needed"
    attempt_id: int
    check_id: int


@dataclass(frozen=True, slots=True)
class PaymentFailed(Event):
    name: ClassVar[str] = "payments.failed"
    attempt_id: int
    check_id: int
    decline_code: str


@dataclass(frozen=True, slots=True)
class PaymentCaptured(Event):
    name: ClassVar[str] = "payments.captured"
    attempt_id: int
    check_id: int
    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class PaymentRefunded(Event):
    name: ClassVar[str] = "payments.refunded"
    attempt_id: int
    check_id: int
    amount: str
    currency: str
