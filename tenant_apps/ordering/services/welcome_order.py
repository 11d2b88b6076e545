"""What follows a placed order at once: the guest is remembered, and a venue that accepts by itself does."""

from comanda.kernel.actors import SYSTEM
from tenant_apps.customers.errors import UnknownGuestError
from tenant_apps.customers.facade import remember_guest
from tenant_apps.ordering.contracts import OrderState
from tenant_apps.ordering.models import Order
from tenant_apps.ordering.selectors.order_info import awaits_payment
from tenant_apps.ordering.services.accept_order import accept_order
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.venues import facade as venues


def _remember(order: Order) -> None:
    try:
        order.customer_id = remember_guest(
            name=order.contact_name,
            email=order.contact_email,
            phone=order.contact_phone,
            language=order.language,
        )
    except UnknownGuestError:
        return  # what was typed is neither an address nor a number: the order goes on all the same
    order.save(update_fields=["customer_id"])


def welcome_order(*, order_id: int) -> None:
    """Inside the relay's transaction. Card orders wait for their money, wherever they were placed."""
    order = lock_order(order_id=order_id)
    if order.customer_id is None and (order.contact_email or order.contact_phone):
        _remember(order)
    if order.state != OrderState.PENDING or awaits_payment(order):
        return
    if venues.get_venue(venue_id=order.venue_id).auto_accept or order.placed_by is not None:
        accept_order(order_id=order_id, actor=SYSTEM)
