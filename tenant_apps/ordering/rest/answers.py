"""What the API answers with: the contracts' dataclasses, less what is nobody's business."""

from dataclasses import fields, replace
from typing import Any

from tenant_apps.ordering.contracts import CartInfo, OrderInfo, Quote
from tenant_apps.ordering.facade import allowed_verbs, guest_may_cancel

_ORDER = tuple(field.name for field in fields(OrderInfo))
_CART = tuple(field.name for field in fields(CartInfo))
STAFF_ONLY = frozenset({"customer_id", "placed_by", "id", "check_id"})


def order_for_staff(order: OrderInfo) -> dict[str, Any]:
    answer = {name: getattr(order, name) for name in _ORDER}
    answer |= {"reference": order.reference, "due": order.due, "allowed": allowed_verbs(order)}
    return answer


def order_for_guest(order: OrderInfo) -> dict[str, Any]:
    """Known by its token; who on the staff did what stays inside."""
    answer = {name: getattr(order, name) for name in _ORDER if name not in STAFF_ONLY}
    answer["history"] = [
        replace(change, actor="staff") if change.actor.startswith("staff") else change for change in order.history
    ]
    answer |= {"reference": order.reference, "due": order.due}
    answer["allowed"] = ["cancel"] if guest_may_cancel(order) else []
    return answer


def cart_answer(cart: CartInfo) -> dict[str, Any]:
    answer = {name: getattr(cart, name) for name in _CART if name != "customer_id"}
    return answer | {"count": cart.count, "subtotal": cart.subtotal}


def quote_answer(quote: Quote) -> dict[str, Any]:
    zone = quote.zone
    return {
        "basket": quote.basket,
        "promised_at": quote.promised_at,
        "zone": {"id": zone.id, "name": zone.name, "fee": zone.fee, "minimum": zone.minimum} if zone else None,
    }
