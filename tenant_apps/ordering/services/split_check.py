"""Each their own: lines of a running bill onto a bill of their own, and back."""

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.ordering.contracts import CALLED_OFF
from tenant_apps.ordering.errors import LineNotFoundError, OrderClosedError, OrderInvalidError
from tenant_apps.ordering.models import Check, Order, OrderLine
from tenant_apps.ordering.selectors.payments import promised_on
from tenant_apps.ordering.services.advance_order import lock_order
from tenant_apps.payments.contracts import AttemptState
from tenant_apps.payments.facade import list_attempts
from tenant_apps.pricing.contracts import LineKind

_DEAD = frozenset({AttemptState.FAILED, AttemptState.CANCELLED})


def split_check(*, order_id: int, line_ids: Collection[int]) -> int:
    """The new check's id. The sums of the order stay what they are; only who pays which line changes.

    A dish and its options go together, whichever of them is named.

    Raises OrderClosedError for an order that was called off, LineNotFoundError for lines that are not on it,
    OrderInvalidError where nothing would be left behind, or where the money already paid would not fit any more.
    """
    with transaction.atomic():
        order = _running(order_id)
        rows = OrderLine.objects.filter(order_id=order.pk, voided_at=None).exclude(kind=LineKind.REFUND)
        standing = {line.pk: line for line in rows.order_by("pk")}
        if not line_ids or not standing.keys() >= set(line_ids):
            raise LineNotFoundError(_("There is no such line on this order."))
        wanted = {_dish_of(standing[pk]) for pk in line_ids}
        lines = [line for line in standing.values() if _dish_of(line) in wanted]
        checks = {check.pk: check for check in Check.objects.filter(order_id=order.pk).order_by("pk")}
        for check_id, check in checks.items():
            moved = [line for line in lines if line.bill_id == check_id]
            if moved:
                _take_off(check, moved)
        last = max(check.number for check in checks.values())
        total = sum((line.gross for line in lines), Decimal(0))
        new = Check.objects.create(order=order, number=last + 1, total=total)
        OrderLine.objects.filter(pk__in=[line.pk for line in lines]).update(bill=new)
        return int(new.pk)


def join_checks(*, order_id: int) -> int:
    """One bill again: checks on which nothing was paid give their lines back to the first. How many did.

    Raises OrderClosedError.
    """
    with transaction.atomic():
        order = _running(order_id)
        first, *others = Check.objects.filter(order_id=order.pk).order_by("pk")
        joined = 0
        for check in others:
            if not check.total or check.paid or _has_payments(check):
                continue
            OrderLine.objects.filter(bill=check).update(bill=first)
            first.total += check.total
            check.total = Decimal(0)
            check.save(update_fields=["total"])
            joined += 1
        first.save(update_fields=["total"])
        return joined


def _dish_of(line: OrderLine) -> int:
    return line.part_of_id or line.pk


def _running(order_id: int) -> Order:
    order = lock_order(order_id=order_id)
    if order.state in CALLED_OFF:
        raise OrderClosedError(_("This order was called off: there is nothing to pay."))
    return order


def _take_off(check: Check, lines: list[OrderLine]) -> None:
    if not OrderLine.objects.filter(bill=check, voided_at=None).exclude(pk__in=[line.pk for line in lines]).exists():
        raise OrderInvalidError(
            _("Leave at least one line on the bill."),
            remedy=_("To pay everything at once there is no need to split."),
        )
    left = check.total - sum((line.gross for line in lines), Decimal(0))
    if left < check.paid + promised_on(check):
        raise OrderInvalidError(
            _("More was paid on this bill than would be left of it."),
            remedy=_("Choose fewer lines, or give the money back first."),
        )
    check.total = left
    check.save(update_fields=["total"])


def _has_payments(check: Check) -> bool:
    return any(attempt.state not in _DEAD for attempt in list_attempts(check_ids=[check.pk]))
