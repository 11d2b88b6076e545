"""Card orders that nobody paid do not wait for ever."""

from datetime import timedelta

from django.utils.translation import gettext as _

from comanda.kernel.actors import SYSTEM
from comanda.kernel.clock import now
from comanda.kernel.machines import TransitionRefusedError
from tenant_apps.ordering.selectors.orders import list_unpaid_ids
from tenant_apps.ordering.services.cancel_order import cancel_order

PAYABLE_FOR = timedelta(minutes=30)


def expire_unpaid(*, payable_for: timedelta = PAYABLE_FOR) -> int:
    """For the current tenant: cancel them and let go of what their attempts hold. Returns how many."""
    expired = 0
    for order_id in list_unpaid_ids(placed_before=now() - payable_for):
        try:
            cancel_order(order_id=order_id, reason=_("Not paid in time."), actor=SYSTEM)
        except TransitionRefusedError:
            continue  # paid or called off in this very moment
        expired += 1
    return expired
