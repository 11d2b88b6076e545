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
class CaptureAsked(Event):
    """Somebody wants the authorised money taken; a task talks to the provider."""

    name: ClassVar[str] = "payments.capture_asked"
    attempt_id: int


@dataclass(frozen=True, slots=True)
class ReleaseAsked(Event):
    """The authorisation is to be given up, or what was taken given back."""

    name: ClassVar[str] = "payments.release_asked"
    attempt_id: int


@dataclass(frozen=True, slots=True)
class RefundAsked(Event):
    name: ClassVar[str] = "payments.refund_asked"
    refund_id: int


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
class PaymentCancelled(Event):
    """Given up before any money moved."""

    name: ClassVar[str] = "payments.cancelled"
    attempt_id: int
    check_id: int


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
    refund_id: int = 0
    reason: str = ""
    actor: str = ""
    """Who asked for it: `staff:<user id>`, `guest`, `system`."""
