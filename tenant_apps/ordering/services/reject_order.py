"""The venue says no, and why."""

from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.errors import OrderInvalidError
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.ordering.services.call_off import call_off


def reject_order(*, order_id: int, reason: str, actor: str) -> OrderInfo:
    """The guest reads the reason. Raises OrderInvalidError without one, TransitionRefusedError."""
    if not reason.strip():
        raise OrderInvalidError(
            _("A rejection needs a reason."), fields={"reason": [_("Tell the guest why, in a few words.")]}
        )
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        call_off(order=order, verb="reject", actor=actor, reason=reason.strip())
        return get_order(order_id=order_id)
