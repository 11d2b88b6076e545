"""What staff may do with an order, as data: how each verb is called, drawn, and done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenant_apps.ordering import facade
from tenant_apps.ordering.contracts import OrderInfo, OrderState

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Verb:
    name: str
    label: Text
    done: Text
    """Said afterwards; `%(number)s` is the order's."""
    act: Callable[..., OrderInfo]
    target: str
    """The column a card moves to at once, before the server has answered."""
    icon: str
    kind: str = "primary"
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Refusal(Verb):
    """A step the guest will want explained."""

    kind: str = "danger-quiet"
    needs_reason: bool = True


_ALL = (
    Verb("accept", _("Accept"), _("Order %(number)s accepted."), facade.accept, OrderState.CONFIRMED, icon="check"),
    Verb(
        "start_preparing", _("Start"), _("Order %(number)s is being prepared."), facade.start_preparing,
        OrderState.PREPARING, icon="flame",
    ),
    Verb(
        "mark_ready", _("Ready"), _("Order %(number)s is ready."), facade.mark_ready,
        OrderState.READY, icon="package-check", kind="positive",
    ),
    Verb(
        "dispatch", _("Send out"), _("Order %(number)s is on its way."), facade.dispatch,
        OrderState.OUT_FOR_DELIVERY, icon="bike",
    ),
    Verb(
        "hand_over", _("Hand over"), _("Order %(number)s is completed."), facade.hand_over,
        OrderState.DELIVERED, icon="hand-platter",
    ),
    Verb(
        "retry", _("Send out again"), _("Order %(number)s goes out again."), facade.retry,
        OrderState.OUT_FOR_DELIVERY, icon="rotate-ccw",
    ),
    Refusal(
        "fail_delivery", _("Delivery failed"), _("Order %(number)s could not be delivered."), facade.fail_delivery,
        OrderState.FAILED, icon="circle-alert",
    ),
    Refusal(
        "reject", _("Reject"), _("Order %(number)s rejected. The guest is told."), facade.reject,
        OrderState.REJECTED, icon="ban",
    ),
    Refusal(
        "cancel", _("Cancel order"), _("Order %(number)s cancelled."), facade.cancel,
        OrderState.CANCELLED, icon="circle-x",
    ),
)  # fmt: skip
VERBS: dict[str, Verb] = {verb.name: verb for verb in _ALL}

REASONS: dict[str, tuple[Text, ...]] = {
    "reject": (
        _("We are sold out of something you ordered."),
        _("The kitchen is full and can't make it in time."),
        _("We are about to close."),
        _("We don't deliver to this address."),
    ),
    "cancel": (_("The guest asked for it."), _("We are sold out of something you ordered."), _("Placed by mistake.")),
    "fail_delivery": (_("Nobody opened."), _("The address could not be found."), _("The guest refused it.")),
}

MAIN_VERBS = ("accept", "mark_ready", "dispatch", "hand_over", "retry")
"""The one step staff most likely want next, by priority; the others wait behind it."""


def verbs_of(order: OrderInfo) -> tuple[Verb | None, list[Verb]]:
    """(the likely next step, the other possible ones)."""
    allowed = [VERBS[name] for name in facade.allowed_verbs(order) if name in VERBS]
    # A cancelled order and a rejected one end alike; a new one is rejected, whatever came later is cancelled.
    if order.state == OrderState.PENDING:
        allowed = [verb for verb in allowed if verb.name != "cancel"]
    main = next((verb for name in MAIN_VERBS for verb in allowed if verb.name == name), None)
    return main, [verb for verb in allowed if verb is not main]
