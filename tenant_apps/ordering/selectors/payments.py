"""An order's payments, over all of its checks."""

from decimal import Decimal

from tenant_apps.ordering.models import Check
from tenant_apps.payments import facade as payments
from tenant_apps.payments.contracts import Attempt, RefundInfo


def list_payments(*, order_id: int) -> tuple[Attempt, ...]:
    """Every attempt to pay it, oldest first. Two statements."""
    return payments.list_attempts(check_ids=_check_ids(order_id))


def list_refunds_of(*, order_id: int, key_prefix: str = "") -> tuple[RefundInfo, ...]:
    """Oldest first. Two statements."""
    return payments.list_refunds(check_ids=_check_ids(order_id), key_prefix=key_prefix)


def promised_on(check: Check) -> Decimal:
    """What cards have promised on a check and not paid yet. One statement."""
    return sum((one.promised for one in payments.list_attempts(check_ids=[check.pk])), Decimal(0))


def _check_ids(order_id: int) -> list[int]:
    return list(Check.objects.filter(order_id=order_id).order_by("pk").values_list("pk", flat=True))
