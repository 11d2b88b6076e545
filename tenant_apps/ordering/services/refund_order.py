"""Give money back on an order, from the payments it has."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.idempotency.claim import claim, fingerprint
from comanda.kernel.money import ZERO, format_money
from tenant_apps.ordering.contracts import OrderRefund
from tenant_apps.ordering.selectors.payments import list_payments, list_refunds_of
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.payments.contracts import RefundInfo
from tenant_apps.payments.errors import RefundTooLargeError
from tenant_apps.payments.facade import refund


def refund_order(*, order_id: int, amount: Decimal, reason: str, key: str, actor: str) -> OrderRefund:
    """From the payments with the most left, as many as it takes. The order follows when the money has really gone back.

    Raises OrderNotFoundError, RefundTooLargeError, ValidationFailedError, IdempotencyKeyReusedError.
    """
    with transaction.atomic():
        order = lock_order(order_id=order_id)
        asked = fingerprint([order_id, str(amount.normalize()), reason])
        part_key = f"{order.token}:{key}"
        if claim(scope="refund-order", key=key, fingerprint=asked, reference=str(order_id)) is not None:
            earlier = list_refunds_of(order_id=order_id, key_prefix=f"{part_key}:")
            return _whole(amount, order.currency, reason, earlier)
        if amount <= 0:
            raise ValidationFailedError(
                _("There is nothing to give back."), fields={"amount": [_("Choose an amount above zero.")]}
            )
        payments = [attempt for attempt in list_payments(order_id=order_id) if attempt.left > 0]
        if not payments:
            raise RefundTooLargeError(_("Nothing was paid on this order yet."), remedy=_("Cancel the order instead."))
        most = sum((attempt.left for attempt in payments), ZERO)
        if amount > most:
            raise RefundTooLargeError(
                _("That is more than is left of what was paid."),
                remedy=_("Reload to see what was given back already, and choose a smaller amount."),
                fields={"amount": [_("At most %(most)s.") % {"most": format_money(most, order.currency)}]},
            )
        parts: list[RefundInfo] = []
        left = amount
        for attempt in sorted(payments, key=lambda one: (-one.left, one.id)):
            share = min(left, attempt.left)
            if share > 0:
                left -= share
                own_key = f"{part_key}:{attempt.id}"
                parts.append(refund(attempt_id=attempt.id, amount=share, reason=reason, key=own_key, actor=actor))
        return _whole(amount, order.currency, reason, parts)


def _whole(amount: Decimal, currency: str, reason: str, parts: Sequence[RefundInfo]) -> OrderRefund:
    states = {part.state for part in parts}
    state = next((one for one in ("failed", "asked") if one in states), "done")
    return OrderRefund(amount=amount, currency=currency, state=state, reason=reason, parts=tuple(parts))
