"""Payments as other rooms see them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Provider(StrEnum):
    CASH = "cash"
    TEST_CARD = "test_card"


class AttemptState(StrEnum):
    """Where one attempt to pay stands."""

    CREATED = "created"
    """A row, nothing asked of the provider yet."""
    ACTION_NEEDED = "action_needed"
    """The guest has a second step to take at `action_url`."""
    AUTHORIZED = "authorized"
    CAPTURED = "captured"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Attempt:
    id: int
    token: str
    """Unguessable; the guest's second step lives at /pay/<token>/."""
    check_id: int
    provider: str
    state: str
    amount: Decimal
    currency: str
    captured: Decimal
    """What was taken of it: at most the amount, less where the bill had shrunk by then."""
    refunded: Decimal
    decline_code: str = ""
    action_url: str = ""
    is_let_go: bool = False
    """Its money is not wanted any more and on its way back: it promises nothing."""

    @property
    def left(self) -> Decimal:
        """What can still be given back."""
        return self.captured - self.refunded

    @property
    def promised(self) -> Decimal:
        """Authorised and not taken yet: as good as paid. Money on its way back is no promise."""
        is_promise = self.state == AttemptState.AUTHORIZED and not self.is_let_go
        return self.amount if is_promise else Decimal(0)

    @property
    def is_under_way(self) -> bool:
        """The provider has been asked and has not answered."""
        return self.state in {AttemptState.CREATED, AttemptState.ACTION_NEEDED} and not self.is_let_go


@dataclass(frozen=True, slots=True)
class RefundInfo:
    """Money on its way back: `asked`, `done` or `failed`."""

    id: int
    attempt_id: int
    amount: Decimal
    currency: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class TestCard:
    """A card of the built-in test provider: what it is called and what will happen."""

    token: str
    label: str
    outcome: str


TEST_CARDS = (
    TestCard(token="tok_success", label="Visa •••• 4242", outcome="succeeds"),  # noqa: S106 - a name, not a secret
    TestCard(token="tok_challenge", label="Visa •••• 3155", outcome="asks for a second step"),  # noqa: S106
    TestCard(token="tok_declined", label="Visa •••• 0002", outcome="is declined"),  # noqa: S106
    TestCard(token="tok_insufficient_funds", label="Visa •••• 9995", outcome="has insufficient funds"),  # noqa: S106
)
