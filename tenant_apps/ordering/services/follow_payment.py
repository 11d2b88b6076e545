"""What payments told, applied to the order it is for."""

from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.actors import SYSTEM
from tenant_apps.ordering.contracts import CALLED_OFF, OrderState
from tenant_apps.ordering.models import Check, Order
from tenant_apps.ordering.selectors.payments import list_payments
from tenant_apps.ordering.services.accept_order import accept_order
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.ordering.services.apply_payment import apply_payment
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.payments.events import (
    PaymentActionNeeded,
    PaymentAuthorized,
    PaymentCancelled,
    PaymentCaptured,
    PaymentFailed,
    PaymentRefunded,
)
from tenant_apps.payments.facade import ask_capture, ask_release, list_attempts
from tenant_apps.venues import facade as venues


def payment_authorized(event: PaymentAuthorized) -> None:
    """The money is promised: accept where the venue does so by itself. Money nobody waits for any more is let go."""
    order = _locked(event.check_id)
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


def _is_promised(order: Order, event: PaymentActionNeeded | PaymentFailed | PaymentCancelled) -> bool:
    """Another attempt stands: what became of this one says nothing about the order's money."""
    others = (attempt for attempt in list_payments(order_id=order.pk) if attempt.id != event.attempt_id)
    return any(attempt.promised for attempt in others)


def payment_captured(event: PaymentCaptured) -> None:
    _apply(event.check_id, Decimal(event.amount), f"capture:{event.attempt_id}", SYSTEM)


def payment_refunded(event: PaymentRefunded) -> None:
    actor = event.actor or SYSTEM
    _apply(event.check_id, -Decimal(event.amount), f"refund:{event.refund_id}", actor, event.reason)


def payment_moved(event: PaymentActionNeeded | PaymentFailed | PaymentCancelled) -> None:
    order = _locked(event.check_id)
    if order is None or _is_promised(order, event):
        return
    match event:
        case PaymentActionNeeded():
            step_payment(order=order, verb="need_action")
        case PaymentFailed():
            step_payment(order=order, verb="fail", reason=event.decline_code)
        case PaymentCancelled():
            step_payment(order=order, verb="release")


def _apply(check_id: int, amount: Decimal, ref: str, actor: str, reason: str = "") -> None:
    order = _locked(check_id)
    if order is not None:
        check = Check.objects.get(pk=check_id)
        apply_payment(order=order, check=check, amount=amount, ref=ref, actor=actor, reason=reason)


def _locked(check_id: int) -> Order | None:
    """The order of a check, locked; None for a check that is not ours."""
    order_id = Check.objects.filter(pk=check_id).values_list("order_id", flat=True).first()
    return None if order_id is None else lock_order(order_id=order_id)
