"""One step of an order's payment machine, where the table has it; late and repeated news change nothing."""

from comanda.kernel.actors import SYSTEM
from comanda.kernel.clock import now
from comanda.kernel.outbox.publish import publish
from tenant_apps.ordering.events import OrderPaymentChanged
from tenant_apps.ordering.models import Order, StateEntry
from tenant_apps.ordering.models.states import PAYMENT


def step_payment(*, order: Order, verb: str, actor: str = SYSTEM, reason: str = "") -> bool:
    """`order` is locked by the caller's transaction. False where the state has no such step."""
    if not PAYMENT.allows(order.payment_state, verb):
        return False
    order.payment_state = str(PAYMENT.target(order.payment_state, verb))
    order.save(update_fields=["payment_state", "paid"])
    StateEntry.objects.create(
        order_id=order.pk, machine="payment", state=order.payment_state, at=now(), actor=actor, reason=reason
    )
    publish(OrderPaymentChanged(order_id=order.pk, venue_id=order.venue_id, payment_state=order.payment_state))
    return True
