"""Decide whether a step of an order is news for its guest, and write down that it must be told."""

from comanda.kernel.clock import now
from tenant_apps.notifications.contracts import NoticeKind
from tenant_apps.notifications.models import Notice
from tenant_apps.ordering import facade as ordering

_KINDS = {kind.value: kind for kind in NoticeKind}


def queue_notice(*, order_id: int, state: str) -> int | None:
    """Note the message for an order that reached `state`; its id, to be sent after the commit, or None without news.

    Once per order and step, however often it is called. Guests who left no e-mail address get none, and a dine-in guest
    is told by the waiter.
    """
    kind = _KINDS.get(state)
    if kind is None:
        return None
    order = ordering.get_order(order_id=order_id)
    if not order.contact.email or order.service == "dine_in":
        return None
    if kind is NoticeKind.READY and order.service == "delivery":
        return None  # the next thing a guest at home wants to hear is that it is on its way
    moment = now()
    notice, is_new = Notice.objects.get_or_create(
        order_id=order_id,
        kind=kind,
        defaults={
            "recipient": order.contact.email,
            "language": order.language,
            "created_at": moment,
            "next_attempt_at": moment,
        },
    )
    return notice.pk if is_new else None
