"""The state machines of an order, as data: verb -> {state it may start from: state it leads to}."""

from comanda.kernel.machines import Machine
from tenant_apps.ordering.contracts import OrderState as S
from tenant_apps.ordering.contracts import PaymentState as P
from tenant_apps.venues.contracts import ServiceType

Steps = dict[str, dict[str, str]]


def _from(*states: str, to: str) -> dict[str, str]:
    return dict.fromkeys(states, to)


_BEFORE_THE_DOOR: Steps = {
    "accept": {S.PENDING: S.CONFIRMED},
    "reject": {S.PENDING: S.REJECTED},
    "start_preparing": {S.CONFIRMED: S.PREPARING},
    "mark_ready": {S.CONFIRMED: S.READY, S.PREPARING: S.READY},
    "send_more": {S.READY: S.CONFIRMED},
}
_UNASKED = frozenset({"send_more"})
"""Adding lines does it."""
_CANCEL: Steps = {
    "cancel": _from(S.PENDING, S.CONFIRMED, S.PREPARING, S.READY, S.FAILED, to=S.CANCELLED),
}

HANDED_OVER_HERE = Machine(
    name="order",
    transitions={
        **_BEFORE_THE_DOOR,
        "hand_over": {S.READY: S.DELIVERED},
        **_CANCEL,
    },
    unasked=_UNASKED,
)
"""Pickup: the guest takes it at the venue."""

AT_TABLE = Machine(
    name="order",
    transitions={
        **HANDED_OVER_HERE.transitions,
        "send_more": _from(S.READY, S.DELIVERED, to=S.CONFIRMED),
    },
    unasked=_UNASKED,
)
"""Dine-in: a table that was served and has not paid may order again."""

BROUGHT = Machine(
    name="order",
    transitions={
        **_BEFORE_THE_DOOR,
        "dispatch": {S.READY: S.OUT_FOR_DELIVERY},
        "hand_over": {S.OUT_FOR_DELIVERY: S.DELIVERED},
        "fail_delivery": {S.OUT_FOR_DELIVERY: S.FAILED},
        "retry": {S.FAILED: S.OUT_FOR_DELIVERY},
        **_CANCEL,
    },
    unasked=_UNASKED,
)
"""Delivery."""

PAYMENT = Machine(
    name="payment",
    transitions={
        "open": _from(P.UNPAID, P.PENDING, P.ACTION_NEEDED, P.FAILED, to=P.PENDING),
        "need_action": {P.PENDING: P.ACTION_NEEDED},
        "authorize": _from(P.UNPAID, P.PENDING, P.ACTION_NEEDED, P.FAILED, to=P.AUTHORIZED),
        "fail": {P.PENDING: P.FAILED, P.ACTION_NEEDED: P.FAILED},
        "settle": _from(P.UNPAID, P.PENDING, P.ACTION_NEEDED, P.AUTHORIZED, P.FAILED, to=P.PAID),
        "owe": _from(P.PAID, P.AUTHORIZED, to=P.UNPAID),
        "release": _from(P.PENDING, P.ACTION_NEEDED, P.AUTHORIZED, P.FAILED, to=P.UNPAID),
        "refund_part": {P.PAID: P.PARTIALLY_REFUNDED, P.PARTIALLY_REFUNDED: P.PARTIALLY_REFUNDED},
        "refund": {P.PAID: P.REFUNDED, P.PARTIALLY_REFUNDED: P.REFUNDED},
    },
)
"""What the order knows of its payments; each attempt has its own, finer states in payments."""

GUEST_MAY_CANCEL = frozenset({S.PENDING, S.CONFIRMED})
MONEY_IS_SAFE = frozenset({P.AUTHORIZED, P.PAID, P.PARTIALLY_REFUNDED})

_MACHINES: dict[str, Machine] = {
    ServiceType.PICKUP: HANDED_OVER_HERE,
    ServiceType.DINE_IN: AT_TABLE,
    ServiceType.DELIVERY: BROUGHT,
}


def machine_for(service: str) -> Machine:
    """How an order of that service moves."""
    return _MACHINES[service]
