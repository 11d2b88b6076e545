from tenant_apps.ordering.models import Check, Order
from tenant_apps.ordering.services.advance_order import lock_order


def lock_order_of_check(*, check_id: int) -> Order | None:
    """None for a check that is not ours. Inside a transaction."""
    order_id = Check.objects.filter(pk=check_id).values_list("order_id", flat=True).first()
    return None if order_id is None else lock_order(order_id=order_id)
