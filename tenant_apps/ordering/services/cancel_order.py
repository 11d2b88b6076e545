"""Called off by the guest, by staff, or because nobody paid."""

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.actors import GUEST
from comanda.kernel.machines import TransitionRefusedError
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.selectors.allowed_verbs import guest_may_cancel
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.ordering.services.call_off import call_off


def cancel_order(*, order_id: int, reason: str, actor: str) -> OrderInfo:
    """Guests (`actor=GUEST`) only until the kitchen starts. Raises TransitionRefusedError."""
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        if actor == GUEST and not guest_may_cancel(get_order(order_id=order_id)):
            raise TransitionRefusedError(
                _("The kitchen has started: this order can no longer be cancelled here."),
                remedy=_("Call the venue; they can still help."),
                extra={"state": order.state},
            )
        call_off(order=order, verb="cancel", actor=actor, reason=reason.strip())
        return get_order(order_id=order_id)
