"""What can be done with an order now."""

from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.models.states import GUEST_MAY_CANCEL, machine_for


def allowed_verbs(order: OrderInfo) -> list[str]:
    """For staff, in the order in which they usually come. A card order without its money cannot be accepted."""
    verbs = machine_for(order.service).verbs(order.state)
    return [verb for verb in verbs if verb != "accept" or not order.awaits_payment]


def guest_may_cancel(order: OrderInfo) -> bool:
    """Until the kitchen starts. Who orders more has something cooked before: the order must bring its history along."""
    walked = {change.state for change in order.history if change.machine == "order"}
    return order.state in GUEST_MAY_CANCEL and walked <= GUEST_MAY_CANCEL
