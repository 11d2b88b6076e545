"""The venue says yes: the kitchen starts, and what was authorised is captured."""

from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.errors import PaymentPendingError
from tenant_apps.ordering.events import OrderConfirmed
from tenant_apps.ordering.models import Check
from tenant_apps.ordering.selectors.order_info import awaits_payment
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.ordering.services.advance_order import lock_order, step
from tenant_apps.payments.facade import ask_capture


def accept_order(*, order_id: int, actor: str) -> OrderInfo:
    """Raises PaymentPendingError for a card order whose money is not promised, TransitionRefusedError."""
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        if awaits_payment(order):
            raise PaymentPendingError(
                _("This order is not paid yet."), remedy=_("Wait for the payment, or take it in another way.")
            )
        confirmed = OrderConfirmed(order_id=order.pk, venue_id=order.venue_id)
        step(order=order, verb="accept", actor=actor, also_publish=(confirmed,))
        for check in Check.objects.filter(order_id=order.pk).order_by("pk"):
            ask_capture(check_id=check.pk, due=check.total - check.paid)
        return get_order(order_id=order_id)
