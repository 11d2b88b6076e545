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
    icon: str
    kind: str
    act: Callable[..., OrderInfo]
    target: str
    """The column a card moves to at once, before the server has answered."""
    needs_reason: bool = False


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb(
            name="accept",
            label=_("Accept"),
            done=_("Order %(number)s accepted."),
            icon="check",
            kind="primary",
            act=facade.accept,
            target=OrderState.CONFIRMED,
        ),
        Verb(
            name="start_preparing",
            label=_("Start"),
            done=_("Order %(number)s is being prepared."),
            icon="flame",
            kind="primary",
            act=facade.start_preparing,
            target=OrderState.PREPARING,
        ),
        Verb(
            name="mark_ready",
            label=_("Ready"),
            done=_("Order %(number)s is ready."),
            icon="package-check",
            kind="positive",
            act=facade.mark_ready,
            target=OrderState.READY,
        ),
        Verb(
            name="dispatch",
            label=_("Send out"),
            done=_("Order %(number)s is on its way."),
            icon="bike",
            kind="primary",
            act=facade.dispatch,
            target=OrderState.OUT_FOR_DELIVERY,
        ),
        Verb(
            name="hand_over",
            label=_("Hand over"),
            done=_("Order %(number)s is completed."),
            icon="hand-platter",
            kind="primary",
            act=facade.hand_over,
            target=OrderState.DELIVERED,
        ),
        Verb(
            name="retry",
            label=_("Send out again"),
            done=_("Order %(number)s goes out again."),
            icon="rotate-ccw",
            kind="primary",
            act=facade.retry,
            target=OrderState.OUT_FOR_DELIVERY,
        ),
        Verb(
            name="fail_delivery",
            label=_("Delivery failed"),
            done=_("Order %(number)s could not be delivered."),
            icon="circle-alert",
            kind="danger-quiet",
            act=facade.fail_delivery,
            target=OrderState.FAILED,
            needs_reason=True,
        ),
        Verb(
            name="reject",
            label=_("Reject"),
            done=_("Order %(number)s rejected. The guest is told."),
            icon="ban",
            kind="danger-quiet",
            act=facade.reject,
            target=OrderState.REJECTED,
            needs_reason=True,
        ),
        Verb(
            name="cancel",
            label=_("Cancel order"),
            done=_("Order %(number)s cancelled."),
            icon="circle-x",
            kind="danger-quiet",
            act=facade.cancel,
            target=OrderState.CANCELLED,
            needs_reason=True,
        ),
    )
}

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
