from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.services.advance_order import advance_order


def mark_ready(*, order_id: int, actor: str) -> OrderInfo:
    """Everything is cooked and packed."""
    return advance_order(order_id=order_id, verb="mark_ready", actor=actor)
