"""What can be done with an order now."""

from tenant_apps.ordering.contracts import OrderInfo, OrderState
from tenant_apps.ordering.models.states import GUEST_MAY_CANCEL, machine_for


def allowed_verbs(order: OrderInfo) -> list[str]:
    """For staff, in the order in which they usually come. A card order without its money cannot be accepted."""
    verbs = machine_for(order.service).verbs(order.state)
    refused = {"send_more", *(["accept"] if order.awaits_payment else [])}  # more is sent by adding lines
    return [verb for verb in verbs if verb not in refused]


def guest_may_cancel(order: OrderInfo) -> bool:
    """Until the kitchen starts. A table that orders again has eaten before: its order must bring its history along."""
    walked = {change.state for change in order.history if change.machine == "order"}
    return order.state in GUEST_MAY_CANCEL and OrderState.DELIVERED not in walked
