"""What the kitchen's work means for the order: begun with the first item, ready with the last."""

import contextlib

from django.db import transaction

from comanda.kernel.clock import now
from comanda.kernel.machines import TransitionRefusedError
from tenant_apps.kitchen.contracts import ItemState
from tenant_apps.kitchen.services.lock_order import LockedOrder
from tenant_apps.ordering import facade as ordering

_BEGUN = {ItemState.COOKING, ItemState.READY, ItemState.SERVED}
_DONE = {ItemState.READY, ItemState.SERVED, ItemState.CANCELLED}


def report_progress(*, locked: LockedOrder, actor: str) -> None:
    """Tell ordering once when work begins and once when everything is done.

    The order may have moved on by another hand (marked ready at the pass, cancelled): its own machine then refuses, and
    that is no failure of the cook's tap.
    """
    states = {item.state for ticket in locked.tickets for item in ticket.items.all()}
    order = locked.order
    if order.started_at is None and states & _BEGUN:
        order.started_at = now()
        order.save(update_fields=["started_at"])
        with contextlib.suppress(TransitionRefusedError), transaction.atomic():
            ordering.start_preparing(order_id=order.pk, actor=actor)
    if order.ready_at is None and states <= _DONE and states - {ItemState.CANCELLED}:
        order.ready_at = now()
        order.save(update_fields=["ready_at"])
        with contextlib.suppress(TransitionRefusedError), transaction.atomic():
            ordering.mark_ready(order_id=order.pk, actor=actor)
