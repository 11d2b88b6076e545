"""The plain steps, those that change nothing but where the order stands."""

from django.db import transaction

from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.ordering.services.advance_order import lock_order, step


def start_preparing(*, order_id: int, actor: str) -> OrderInfo:
    return _plain_step(order_id, "start_preparing", actor)


def mark_ready(*, order_id: int, actor: str) -> OrderInfo:
    return _plain_step(order_id, "mark_ready", actor)


def dispatch(*, order_id: int, actor: str) -> OrderInfo:
    """Delivery only: it has left the venue."""
    return _plain_step(order_id, "dispatch", actor)


def fail_delivery(*, order_id: int, reason: str, actor: str) -> OrderInfo:
    """Nobody at the door, or the like; `retry` sends it out again."""
    return _plain_step(order_id, "fail_delivery", actor, reason)


def retry(*, order_id: int, actor: str) -> OrderInfo:
    return _plain_step(order_id, "retry", actor)


def _plain_step(order_id: int, verb: str, actor: str, reason: str = "") -> OrderInfo:
    with transaction.atomic():
        step(order=lock_order(order_id=order_id), verb=verb, actor=actor, reason=reason)
        return get_order(order_id=order_id)
