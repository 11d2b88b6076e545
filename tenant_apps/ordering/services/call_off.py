"""The order will not be: the sale is taken back and the money let go."""

from tenant_apps.ordering.models import Check, EntryKind, Order, OrderLine
from tenant_apps.ordering.services.advance_order import step
from tenant_apps.ordering.services.reverse_sale import reverse_lines
from tenant_apps.payments.facade import ask_release


def call_off(*, order: Order, verb: str, actor: str, reason: str) -> None:
    """`order` is locked by the caller's transaction. What was paid is refunded by the tasks that follow.

    Raises TransitionRefusedError.
    """
    step(order=order, verb=verb, actor=actor, reason=reason)
    standing = list(OrderLine.objects.filter(order_id=order.pk, voided_at=None).order_by("pk"))
    if standing:
        reverse_lines(order=order, lines=standing, kind=EntryKind.VOID, actor=actor, reason=reason)
    for check_id in Check.objects.filter(order_id=order.pk).order_by("pk").values_list("pk", flat=True):
        ask_release(check_id=check_id, reason=reason)
