"""In the guest's hands. At the door and at the counter cash is counted now; a table pays when it wants to leave."""

from django.db import transaction

from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.models import Check
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.ordering.selectors.payments import promised_on
from tenant_apps.ordering.services.advance_order import lock_order, step
from tenant_apps.ordering.services.apply_payment import apply_payment
from tenant_apps.payments.facade import record_cash
from tenant_apps.venues.contracts import ServiceType


def hand_over_order(*, order_id: int, actor: str) -> OrderInfo:
    """Delivered or picked up: what no card has promised is now paid in cash. Served: the table stays open until it has
    paid. Raises TransitionRefusedError.
    """
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        step(order=order, verb="hand_over", actor=actor)
        if order.service != ServiceType.DINE_IN:
            for check in Check.objects.filter(order_id=order.pk).order_by("pk"):
                due = check.total - check.paid - promised_on(check)
                if due > 0:
                    attempt = record_cash(
                        check_id=check.pk,
                        amount=due,
                        currency=order.currency,
                        key=f"hand-over:{check.pk}",
                        actor=actor,
                    )
                    apply_payment(order=order, check=check, amount=due, ref=f"capture:{attempt.id}", actor=actor)
        return get_order(order_id=order_id)
