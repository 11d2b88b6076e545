from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.services.advance_order import advance_order


def dispatch(*, order_id: int, actor: str) -> OrderInfo:
    """Delivery only: it has left the venue."""
    return advance_order(order_id=order_id, verb="dispatch", actor=actor)
