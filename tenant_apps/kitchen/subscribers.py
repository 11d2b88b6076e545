"""What the kitchen does about what ordering tells."""

from comanda.kernel.outbox.registry import subscribe
from tenant_apps.kitchen.services.close_tickets import finish_order, finish_tickets
from tenant_apps.kitchen.services.send_tickets import SYSTEM, send_tickets
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import CALLED_OFF, OrderState
from tenant_apps.ordering.events import OrderConfirmed, OrderLinesSent, OrderLineVoided, OrderStateChanged

_PAST_THE_PASS = {OrderState.READY, OrderState.OUT_FOR_DELIVERY, OrderState.DELIVERED}


@subscribe(OrderConfirmed)
def on_order_confirmed(event: OrderConfirmed) -> None:
    sent = send_tickets(order_id=event.order_id)
    state = ordering.get_order(order_id=event.order_id).state
    if sent and state in _PAST_THE_PASS:
        # The pass was quicker than this news: nobody will bump what has left the kitchen already.
        served = state == OrderState.DELIVERED
        finish_tickets(order_id=event.order_id, ticket_ids=sent, actor=SYSTEM, served=served)


@subscribe(OrderLinesSent)
def on_order_lines_sent(event: OrderLinesSent) -> None:
    send_tickets(order_id=event.order_id, line_ids=event.line_ids)


@subscribe(OrderLineVoided)
def on_order_line_voided(event: OrderLineVoided) -> None:
    send_tickets(order_id=event.order_id, line_ids=())


@subscribe(OrderStateChanged)
def on_order_state_changed(event: OrderStateChanged) -> None:
    if event.state in CALLED_OFF:
        # No lines are wanted any more; an order that never reached the kitchen has none there to cancel.
        send_tickets(order_id=event.order_id, line_ids=())
    elif event.state in _PAST_THE_PASS:
        history = ordering.get_order(order_id=event.order_id).history
        moments = [step.at for step in history if step.machine == "order" and step.state == event.state]
        if moments:
            served = event.state == OrderState.DELIVERED
            finish_order(order_id=event.order_id, before=max(moments), actor=SYSTEM, served=served)
