from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.services.advance_order import advance_order


def start_preparing(*, order_id: int, actor: str) -> OrderInfo:
    """The kitchen has begun."""
    return advance_order(order_id=order_id, verb="start_preparing", actor=actor)
