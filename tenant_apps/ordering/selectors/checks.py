"""The bills of an order: what stands on each, what is paid of it and what still is to be."""

from decimal import Decimal

from comanda.kernel.money import quantize
from tenant_apps.ordering.contracts import CheckInfo
from tenant_apps.ordering.models import Check, OrderLine
from tenant_apps.ordering.selectors.orders import get_order
from tenant_apps.payments.contracts import Attempt, AttemptState
from tenant_apps.payments.facade import list_attempts

_UNDER_WAY = frozenset({AttemptState.CREATED, AttemptState.ACTION_NEEDED})


def list_checks(*, order_id: int) -> tuple[CheckInfo, ...]:
    """In their numbers' order; those that were put together again are left out. Raises OrderNotFoundError."""
    order = get_order(order_id=order_id)
    bills = dict(OrderLine.objects.filter(order_id=order_id).values_list("pk", "bill_id"))
    found: list[CheckInfo] = []
    for check in Check.objects.filter(order_id=order_id).order_by("number", "pk"):
        lines = tuple(line for line in order.lines if bills.get(line.id) == check.pk and not line.is_voided)
        attempts = list_attempts(check_id=check.pk)
        if not lines and not check.total and not check.paid and found:
            continue
        found.append(
            CheckInfo(
                id=check.pk,
                number=check.number,
                total=quantize(check.total, order.currency),
                paid=quantize(check.paid, order.currency),
                promised=promised(attempts),
                is_under_way=any(attempt.state in _UNDER_WAY for attempt in attempts),
                lines=lines,
            )
        )
    return tuple(found)


def promised(attempts: tuple[Attempt, ...]) -> Decimal:
    """What cards have promised and not paid yet; money that is on its way back is no promise."""
    standing = [one for one in attempts if one.state == AttemptState.AUTHORIZED and not one.is_let_go]
    return sum((attempt.amount for attempt in standing), Decimal(0))
