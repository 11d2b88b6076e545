"""What other rooms have done, into the audit trail: they tell it as facts, and need not know that it is kept."""

from comanda.kernel.actors import SYSTEM, staff_id_of
from shared_apps.accounts.facade import list_users
from shared_apps.audit.contracts import Actor
from shared_apps.audit.facade import record
from tenant_apps.catalog.events import MenuPublished
from tenant_apps.ordering.contracts import OrderState
from tenant_apps.ordering.events import OrderStateChanged
from tenant_apps.ordering.facade import find_order_by_check, get_order
from tenant_apps.payments.events import PaymentRefunded
from tenant_apps.venues.facade import get_venue

_ENDS = {OrderState.REJECTED: "ordering.reject", OrderState.CANCELLED: "ordering.cancel"}


def keep_publication(event: MenuPublished) -> None:
    record(
        action="catalog.publish",
        actor=_person(event.actor_id),
        object_type="menu",
        object_id=event.snapshot_id,
        object_label=get_venue(venue_id=event.venue_id).name,
        after={"version": event.version},
    )


def keep_refund(event: PaymentRefunded) -> None:
    order = find_order_by_check(check_id=event.check_id)
    record(
        action="payments.refund",
        actor=_actor(event.actor),
        object_type="order",
        object_id=order.id if order else "",
        object_label=f"{order.business_date} / {order.reference}" if order else "",
        after={"amount": event.amount, "currency": event.currency, "reason": event.reason},
    )


def keep_end(event: OrderStateChanged) -> None:
    """Orders that somebody called off; the others leave their trail in the books."""
    action = _ENDS.get(OrderState(event.state))
    if action is None:
        return
    order = get_order(order_id=event.order_id)
    last = next((step for step in reversed(order.history) if step.state == event.state), None)
    record(
        action=action,
        actor=_actor(last.actor if last else ""),
        object_type="order",
        object_id=order.id,
        object_label=f"{order.business_date} / {order.reference}",
        before={"state": event.previous},
        after={"reason": event.reason},
    )


def _actor(name: str) -> Actor:
    """`staff:17` -> the person; `guest` and `system` stay what they are."""
    user_id = staff_id_of(name)
    return Actor(label=name or SYSTEM) if user_id is None else _person(user_id)


def _person(user_id: int | None) -> Actor:
    if user_id is None:
        return Actor(label=SYSTEM)
    found = list_users(user_ids=[user_id])
    return Actor(user_id=user_id, label=found[user_id].email if user_id in found else f"#{user_id}")
