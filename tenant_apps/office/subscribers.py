"""What the office does about what other rooms tell: it keeps the trail."""

from comanda.kernel.outbox.registry import subscribe
from tenant_apps.catalog.events import MenuPublished
from tenant_apps.office.services.keep_trail import keep_end, keep_publication, keep_refund
from tenant_apps.ordering.events import OrderStateChanged
from tenant_apps.payments.events import PaymentRefunded


@subscribe(MenuPublished)
def on_menu_published(event: MenuPublished) -> None:
    keep_publication(event)


@subscribe(PaymentRefunded)
def on_payment_refunded(event: PaymentRefunded) -> None:
    keep_refund(event)


@subscribe(OrderStateChanged)
def on_order_state_changed(event: OrderStateChanged) -> None:
    keep_end(event)
