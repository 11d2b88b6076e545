from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.services.advance_order import advance_order


def retry(*, order_id: int, actor: str) -> OrderInfo:
    """Send it out again after a delivery that failed."""
    return advance_order(order_id=order_id, verb="retry", actor=actor)
