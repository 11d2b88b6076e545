"""Who may listen to orders, and what they hear."""

from comanda.kernel.numbers import whole_number
from comanda.kernel.outbox.registry import subscribe
from tenant_apps.ordering import facade
from tenant_apps.ordering.events import (
    OrderLinesSent,
    OrderLineVoided,
    OrderPaymentChanged,
    OrderPlaced,
    OrderStateChanged,
)
from tenant_apps.team import facade as team
from tenants import live


def may_see_board(visitor: live.Visitor, argument: str) -> bool:
    """`board:<venue id>`: staff who may see that venue's orders."""
    venue_id = whole_number(argument)
    if visitor.user_id is None or venue_id is None:
        return False
    access = team.find_access(user_id=visitor.user_id)
    return access is not None and access.can("orders.view", venue_id)


def may_follow_order(visitor: live.Visitor, argument: str) -> bool:
    """`order:<token>`: whoever holds the order's unguessable link."""
    return facade.find_order(token=argument) is not None


def register_topics() -> None:
    live.register_topic("board", may_see_board)
    live.register_topic("office", may_see_board)
    live.register_topic("order", may_follow_order)


@subscribe(OrderPlaced)
def on_order_placed(event: OrderPlaced) -> None:
    _tell(event.order_id, "order.placed")


@subscribe(OrderStateChanged)
def on_order_state_changed(event: OrderStateChanged) -> None:
    _tell(event.order_id, f"order.{event.state}")


@subscribe(OrderPaymentChanged)
def on_order_payment_changed(event: OrderPaymentChanged) -> None:
    _tell(event.order_id, f"payment.{event.payment_state}")


@subscribe(OrderLinesSent)
def on_order_lines_sent(event: OrderLinesSent) -> None:
    _tell(event.order_id, "order.lines_sent")


@subscribe(OrderLineVoided)
def on_order_line_voided(event: OrderLineVoided) -> None:
    _tell(event.order_id, "order.line_voided")


def _tell(order_id: int, event: str) -> None:
    """The venue's board, the office's home and the guest's own page."""
    order = facade.get_order(order_id=order_id)
    live.publish(f"board:{order.venue_id}", event, id=order.id)
    live.publish(f"office:{order.venue_id}", event, id=order.id)
    live.publish(f"order:{order.token}", event)
