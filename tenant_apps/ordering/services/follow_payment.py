"""What payments told, applied to the order it is for."""

from decimal import Decimal

from comanda.kernel.actors import SYSTEM
from tenant_apps.ordering.models import Check, Order
from tenant_apps.ordering.selectors.payments import list_payments
from tenant_apps.ordering.services.apply_payment import apply_payment
from tenant_apps.ordering.services.lock_order_of_check import lock_order_of_check
from tenant_apps.ordering.services.payment_steps import step_payment
from tenant_apps.payments.events import (
    PaymentActionNeeded,
    PaymentCancelled,
    PaymentCaptured,
    PaymentFailed,
    PaymentRefunded,
)


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
    order = lock_order_of_check(check_id=event.check_id)
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
    order = lock_order_of_check(check_id=check_id)
    if order is not None:
        check = Check.objects.get(pk=check_id)
        apply_payment(order=order, check=check, amount=amount, ref=ref, actor=actor, reason=reason)
