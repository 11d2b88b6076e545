from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.services.advance_order import advance_order


def fail_delivery(*, order_id: int, reason: str, actor: str) -> OrderInfo:
    """Nobody at the door, or the like; `retry` sends it out again."""
    return advance_order(order_id=order_id, verb="fail_delivery", actor=actor, reason=reason)
