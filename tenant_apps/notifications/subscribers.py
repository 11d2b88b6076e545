"""What guests hear about."""

from django.db import transaction

from comanda.kernel.outbox.registry import subscribe
from tenant_apps.notifications.services.queue_notice import queue_notice
from tenant_apps.notifications.tasks import deliver
from tenant_apps.ordering.events import OrderStateChanged


@subscribe(OrderStateChanged)
def on_order_state_changed(event: OrderStateChanged) -> None:
    notice_id = queue_notice(order_id=event.order_id, state=event.state)
    if notice_id is not None:
        # With the broker away this is logged, and the sweeper finds the notice.
        transaction.on_commit(lambda: deliver.delay(notice_id), robust=True)
