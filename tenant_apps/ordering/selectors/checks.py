"""The bills of an order: what stands on each, what is paid of it and what still is to be."""

from decimal import Decimal

from comanda.kernel.money import quantize
from tenant_apps.ordering.contracts import CheckInfo
from tenant_apps.ordering.models import Check, OrderLine
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.payments.contracts import Attempt
from tenant_apps.payments.facade import list_attempts


def list_checks(*, order_id: int) -> tuple[CheckInfo, ...]:
    """In their numbers' order; those that were put together again are left out. Raises OrderNotFoundError."""
    order = get_order(order_id=order_id)
    bills = dict(OrderLine.objects.filter(order_id=order_id).values_list("pk", "bill_id"))
    checks = list(Check.objects.filter(order_id=order_id).order_by("number", "pk"))
    by_check: dict[int, list[Attempt]] = {}
    for attempt in list_attempts(check_ids=[check.pk for check in checks]):
        by_check.setdefault(attempt.check_id, []).append(attempt)
    found: list[CheckInfo] = []
    for check in checks:
        lines = tuple(line for line in order.lines if bills.get(line.id) == check.pk and not line.is_voided)
        attempts = by_check.get(check.pk, [])
        if not lines and not check.total and not check.paid and found:
            continue
        found.append(
            CheckInfo(
                id=check.pk,
                number=check.number,
                total=quantize(check.total, order.currency),
                paid=quantize(check.paid, order.currency),
                promised=sum((attempt.promised for attempt in attempts), Decimal(0)),
                is_under_way=any(attempt.is_under_way for attempt in attempts),
                lines=lines,
            )
        )
    return tuple(found)
