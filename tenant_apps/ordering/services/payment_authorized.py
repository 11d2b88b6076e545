from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.actors import SYSTEM
from tenant_apps.ordering.contracts import CALLED_OFF, OrderState
from tenant_apps.ordering.models import Check
from tenant_apps.ordering.services.accept_order import accept_order
from tenant_apps.ordering.services.lock_order_of_check import lock_order_of_check
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.payments.events import PaymentAuthorized
from tenant_apps.payments.facade import ask_capture, ask_release, list_attempts
from tenant_apps.venues import facade as venues


def payment_authorized(event: PaymentAuthorized) -> None:
    """The money is promised: accept where the venue does so by itself. Money nobody waits for any more is let go."""
    order = lock_order_of_check(check_id=event.check_id)
    if order is None:
        return
    if order.state in CALLED_OFF or _is_too_much(event):
        reason = _("The order was settled or called off before this payment came through.")
        ask_release(check_id=event.check_id, attempt_id=event.attempt_id, reason=reason)
        return
    step_payment(order=order, verb="authorize")
    if order.state != OrderState.PENDING:
        check = Check.objects.get(pk=event.check_id)
        ask_capture(check_id=check.pk, due=check.total - check.paid)
    elif venues.get_venue(venue_id=order.venue_id).auto_accept:
        accept_order(order_id=order.pk, actor=SYSTEM)


def _is_too_much(event: PaymentAuthorized) -> bool:
    """The check owes nothing beside what others paid or promised; of more than it owes, only that is captured."""
    check = Check.objects.get(pk=event.check_id)
    others = (one for one in list_attempts(check_ids=[check.pk]) if one.id != event.attempt_id)
    return bool(check.paid + sum((one.promised for one in others), Decimal(0)) >= check.total)
