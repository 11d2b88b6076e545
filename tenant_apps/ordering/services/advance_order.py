"""One step of the order machine: locked, checked against the table, written with its history, told to listeners."""

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.outbox.contracts import Event
from comanda.kernel.outbox.publish import publish
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.errors import OrderNotFoundError
from tenant_apps.ordering.events import OrderStateChanged
from tenant_apps.ordering.models import Order, StateEntry
from tenant_apps.ordering.models.states import machine_for
from tenant_apps.ordering.querysets import locked
from tenant_apps.ordering.selectors.orders import get_order


def advance_order(*, order_id: int, verb: str, actor: str, reason: str = "") -> OrderInfo:
    """A plain step, which changes nothing but where the order stands.

    Raises OrderNotFoundError, TransitionRefusedError.
    """
    with transaction.atomic():
        step(order=lock_order(order_id=order_id), verb=verb, actor=actor, reason=reason)
        return get_order(order_id=order_id)


def lock_order(*, order_id: int) -> Order:
    """Inside a transaction. Raises OrderNotFoundError."""
    order = locked(Order.objects.filter(pk=order_id)).first()
    if order is None:
        raise OrderNotFoundError(
            _("There is no such order."), remedy=_("Check the link, or look for the order in the list.")
        )
    return order


def step(*, order: Order, verb: str, actor: str, reason: str = "", also_publish: tuple[Event, ...] = ()) -> None:
    """`order` is locked by the caller's transaction. Raises TransitionRefusedError where the table has no such step."""
    previous = str(order.state)
    order.state = str(machine_for(order.service).target(previous, verb))
    if reason:
        order.reason = reason
    order.save(update_fields=["state", "reason"])
    StateEntry.objects.create(
        order_id=order.pk, machine="order", state=order.state, at=now(), actor=actor, reason=reason
    )
    publish(
        OrderStateChanged(
            order_id=order.pk, venue_id=order.venue_id, state=order.state, previous=previous, reason=reason
        ),
        *also_publish,
    )
