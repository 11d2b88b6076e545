"""Give money back on an order, from the payments it has."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.ordering.models import Check
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.payments.contracts import AttemptState, RefundInfo
from tenant_apps.payments.errors import RefundTooLargeError
from tenant_apps.payments.facade import list_attempts, refund


def refund_order(*, order_id: int, amount: Decimal, reason: str, key: str, actor: str) -> RefundInfo:
    """From the captured payment with the most left. The order follows when the money has really gone back.

    Raises OrderNotFoundError, RefundTooLargeError, ValidationFailedError, IdempotencyKeyReusedError.
    """
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        checks = list(Check.objects.filter(order_id=order.pk).order_by("pk").values_list("pk", flat=True))
        captured = [
            attempt
            for check_id in checks
            for attempt in list_attempts(check_id=check_id)
            if attempt.state == AttemptState.CAPTURED
        ]
        if not captured:
            raise RefundTooLargeError(_("Nothing was paid on this order yet."), remedy=_("Cancel the order instead."))
        source = max(captured, key=lambda attempt: attempt.amount - attempt.refunded)
        return refund(attempt_id=source.id, amount=amount, reason=reason, key=key, actor=actor)
