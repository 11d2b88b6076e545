"""Ordering's reactions: to payments, and to its own placed orders."""

from comanda.kernel.outbox.registry import subscribe
from tenant_apps.ordering.events import OrderPlaced
from tenant_apps.ordering.services.follow_payment import (
    payment_captured,
    payment_moved,
    payment_refunded,
)
from tenant_apps.ordering.services.payment_authorized import payment_authorized
from tenant_apps.ordering.services.welcome_order import welcome_order
from tenant_apps.payments.events import (
    PaymentActionNeeded,
    PaymentAuthorized,
    PaymentCancelled,
    PaymentCaptured,
    PaymentFailed,
    PaymentRefunded,
)


@subscribe(OrderPlaced)
def on_order_placed(event: OrderPlaced) -> None:
    welcome_order(order_id=event.order_id)


@subscribe(PaymentAuthorized)
def on_payment_authorized(event: PaymentAuthorized) -> None:
    payment_authorized(event)


@subscribe(PaymentCaptured)
def on_payment_captured(event: PaymentCaptured) -> None:
    payment_captured(event)


@subscribe(PaymentRefunded)
def on_payment_refunded(event: PaymentRefunded) -> None:
    payment_refunded(event)


@subscribe(PaymentActionNeeded)
def on_payment_action_needed(event: PaymentActionNeeded) -> None:
    payment_moved(event)


@subscribe(PaymentFailed)
def on_payment_failed(event: PaymentFailed) -> None:
    payment_moved(event)


@subscribe(PaymentCancelled)
def on_payment_cancelled(event: PaymentCancelled) -> None:
    payment_moved(event)
