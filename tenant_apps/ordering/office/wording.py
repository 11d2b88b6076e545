"""Words and signs of the order pages."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenant_apps.ordering.contracts import OrderState, PaymentState

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Sign:
    label: Text
    icon: str
    kind: str = ""
    """Of the badge: brand, positive, warning, danger, info."""


STATES: dict[str, Sign] = {
    OrderState.PENDING: Sign(_("New"), "bell", "accent"),
    OrderState.CONFIRMED: Sign(_("Accepted"), "check", "info"),
    OrderState.PREPARING: Sign(_("Preparing"), "flame", "warning"),
    OrderState.READY: Sign(_("Ready"), "package-check", "positive"),
    OrderState.OUT_FOR_DELIVERY: Sign(_("On its way"), "bike", "info"),
    OrderState.DELIVERED: Sign(_("Completed"), "circle-check", ""),
    OrderState.FAILED: Sign(_("Delivery failed"), "circle-alert", "danger"),
    OrderState.REJECTED: Sign(_("Rejected"), "ban", "danger"),
    OrderState.CANCELLED: Sign(_("Cancelled"), "circle-x", "danger"),
}

PAYMENTS: dict[str, Sign] = {
    PaymentState.UNPAID: Sign(_("To be paid"), "banknote", "warning"),
    PaymentState.PENDING: Sign(_("Payment pending"), "hourglass", "warning"),
    PaymentState.ACTION_NEEDED: Sign(_("Waiting for the guest’s bank"), "hourglass", "warning"),
    PaymentState.AUTHORIZED: Sign(_("Card authorised"), "credit-card", "positive"),
    PaymentState.PAID: Sign(_("Paid"), "circle-check", "positive"),
    PaymentState.FAILED: Sign(_("Payment failed"), "circle-alert", "danger"),
    PaymentState.PARTIALLY_REFUNDED: Sign(_("Partly refunded"), "undo-2", "info"),
    PaymentState.REFUNDED: Sign(_("Refunded"), "undo-2", "info"),
}

SERVICES: dict[str, Sign] = {
    "pickup": Sign(_("Pickup"), "shopping-bag"),
    "delivery": Sign(_("Delivery"), "bike"),
    "dine_in": Sign(_("Dine-in"), "utensils"),
}

CHANNELS: dict[str, Text] = {
    "web": _("Website"),
    "counter": _("Counter"),
    "table": _("Table QR"),
    "api": _("App"),
    "import": _("Imported"),
}

PROVIDERS: dict[str, Text] = {"cash": _("Cash"), "test_card": _("Test card")}

ATTEMPTS: dict[str, Sign] = {
    "created": Sign(_("Started"), "hourglass", "warning"),
    "action_needed": Sign(_("Waiting for the guest’s bank"), "hourglass", "warning"),
    "authorized": Sign(_("Authorised"), "credit-card", "positive"),
    "captured": Sign(_("Taken"), "circle-check", "positive"),
    "failed": Sign(_("Declined"), "circle-alert", "danger"),
    "cancelled": Sign(_("Let go"), "undo-2", ""),
}

ENTRIES: dict[str, Text] = {
    "sale": _("Sale"),
    "void": _("Void"),
    "comp": _("On the house"),
    "payment": _("Payment"),
    "refund": _("Refund"),
}

MACHINES: dict[str, Text] = {"order": _("Order"), "payment": pgettext_lazy("heading", "Payment")}


def state_sign(machine: str, state: str) -> Sign:
    return (STATES if machine == "order" else PAYMENTS).get(state, Sign(state, "circle", ""))


def describe_actor(actor: str, names: dict[int, str]) -> Text:
    """`staff:7` by name where it is known."""
    if actor == "guest":
        return _("Guest")
    kind, _sep, number = actor.partition(":")
    if kind == "staff" and number.isdecimal():
        return names.get(int(number), _("Staff"))
    return _("Comanda")


def select_options(words: dict[str, Any], first: Text) -> list[tuple[str, Text]]:
    """For components/select.html: everything, then each."""
    return [("", first), *((key, getattr(word, "label", word)) for key, word in words.items())]
