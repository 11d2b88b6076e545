"""Words and signs of the order pages."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comanda.kernel.actors import GUEST, staff_id_of
from tenant_apps.ordering.contracts import MONEY_MOVED, OrderInfo, OrderState, PaymentState
from tenant_apps.payments.contracts import Attempt
from tenant_apps.payments.facade import decline_text

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Sign:
    label: Text
    icon: str
    kind: str = ""
    """Of the badge: brand, positive, warning, danger, info."""


STATES: dict[str, Sign] = {
    OrderState.PENDING: Sign(_("New"), icon="bell", kind="accent"),
    OrderState.CONFIRMED: Sign(_("Accepted"), icon="check", kind="info"),
    OrderState.PREPARING: Sign(_("Preparing"), icon="flame", kind="warning"),
    OrderState.READY: Sign(_("Ready"), icon="package-check", kind="positive"),
    OrderState.OUT_FOR_DELIVERY: Sign(_("On its way"), icon="bike", kind="info"),
    OrderState.DELIVERED: Sign(_("Completed"), icon="circle-check", kind=""),
    OrderState.FAILED: Sign(_("Delivery failed"), icon="circle-alert", kind="danger"),
    OrderState.REJECTED: Sign(_("Rejected"), icon="ban", kind="danger"),
    OrderState.CANCELLED: Sign(_("Cancelled"), icon="circle-x", kind="danger"),
}

PAYMENTS: dict[str, Sign] = {
    PaymentState.UNPAID: Sign(_("To be paid"), icon="banknote", kind="warning"),
    PaymentState.PENDING: Sign(_("Payment pending"), icon="hourglass", kind="warning"),
    PaymentState.ACTION_NEEDED: Sign(_("Waiting for the guest’s bank"), icon="hourglass", kind="warning"),
    PaymentState.AUTHORIZED: Sign(_("Card authorised"), icon="credit-card", kind="positive"),
    PaymentState.PAID: Sign(_("Paid"), icon="circle-check", kind="positive"),
    PaymentState.FAILED: Sign(_("Payment failed"), icon="circle-alert", kind="danger"),
    PaymentState.PARTIALLY_REFUNDED: Sign(_("Partly refunded"), icon="undo-2", kind="info"),
    PaymentState.REFUNDED: Sign(_("Refunded"), icon="undo-2", kind="info"),
}

PROVIDERS: dict[str, Text] = {"cash": _("Cash"), "test_card": _("Test card")}

ATTEMPTS: dict[str, Sign] = {
    "created": Sign(_("Started"), icon="hourglass", kind="warning"),
    "action_needed": Sign(_("Waiting for the guest’s bank"), icon="hourglass", kind="warning"),
    "authorized": Sign(_("Authorised"), icon="credit-card", kind="positive"),
    "captured": Sign(_("Taken"), icon="circle-check", kind="positive"),
    "failed": Sign(_("Declined"), icon="circle-alert", kind="danger"),
    "cancelled": Sign(_("Let go"), icon="undo-2", kind=""),
}

ENTRIES: dict[str, Text] = {
    "sale": _("Sale"),
    "void": _("Void"),
    "comp": _("On the house"),
    "payment": _("Payment"),
    "refund": _("Refund"),
}


def payment_sign(order: OrderInfo) -> Sign:
    """What the till is to know: an order that was called off owes nothing."""
    if order.is_called_off and order.payment_state not in MONEY_MOVED:
        return Sign(_("Nothing to pay"), icon="check")
    return PAYMENTS[order.payment_state]


def state_sign(machine: str, state: str) -> Sign:
    return (STATES if machine == "order" else PAYMENTS).get(state, Sign(state, icon="circle"))


def attempt_words(attempt: Attempt) -> tuple[Attempt, Text | None, Sign | None, Text]:
    """A payment as the pages list it: with its provider, where it stands, and why it was declined."""
    return (
        attempt,
        PROVIDERS.get(attempt.provider),
        ATTEMPTS.get(attempt.state),
        decline_text(attempt.decline_code),
    )


def describe_actor(actor: str, names: dict[int, str]) -> Text:
    """`staff:7` by name where it is known."""
    if actor == GUEST:
        return _("Guest")
    user_id = staff_id_of(actor)
    if user_id is not None:
        return names.get(user_id, _("Staff"))
    return _("Comanda")


def select_options(words: dict[str, Any], first: Text) -> list[tuple[str, Text]]:
    """For components/select.html: everything, then each."""
    return [("", first), *((key, getattr(word, "label", word)) for key, word in words.items())]
