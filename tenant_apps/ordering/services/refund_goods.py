"""Money given back for what was sold: the sale and its tax fall with it, by lines of the day it goes back."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from comanda.kernel.money import ZERO, allocate, split_gross
from tenant_apps.ordering.models import Check, EntryKind, LedgerEntry, Order, OrderLine
from tenant_apps.pricing.contracts import LineKind

Rule = tuple[str, Decimal, str]
"""(tax code, rate, beneficiary)."""


def refund_goods(
    *, order: Order, check: Check, amount: Decimal, at: datetime, on: date, actor: str, reason: str
) -> list[LedgerEntry]:
    """Inside the transaction that holds the order: a refund line and its ledger row for every tax among the lines.

    `amount` is at most the check's total. It is shared by what stands under each tax; tips go back last. The entries
    are not saved: the one with the payment's reference is the caller's.
    """
    sums: dict[Rule, tuple[Decimal, Decimal]] = {}
    for line in OrderLine.objects.filter(bill=check, voided_at=None).order_by("pk"):
        rule = (line.tax_code, line.tax_rate, line.beneficiary)
        net, tax = sums.get(rule, (ZERO, ZERO))
        sums[rule] = (net + line.net, tax + line.tax)
    entries: list[LedgerEntry] = []
    for rule, share in _shares(sums, amount, order.currency):
        net, tax = sums[rule]
        # What empties a tax takes exactly what is left of it; a part is split like any amount with its tax inside.
        part_net, part_tax = (net, tax) if share == net + tax else split_gross(share, rule[1], order.currency)
        with override(order.language):
            name = _("Refund")
        line = OrderLine.objects.create(
            order=order, bill=check, kind=LineKind.REFUND.value, name=name, quantity=1, unit_price=-share,
            net=-part_net, tax=-part_tax, gross=-share, tax_code=rule[0], tax_rate=rule[1], beneficiary=rule[2],
        )  # fmt: skip
        entries.append(
            LedgerEntry(
                order=order, line=line, venue_id=order.venue_id, business_date=on, occurred_at=at,
                kind=EntryKind.REFUND.value, line_kind=_ledger_kind(rule), net=line.net, tax=line.tax,
                gross=line.gross, actor=actor, reason=reason[:500],
            )
        )  # fmt: skip
        order.tax += line.tax
    check.total -= amount
    order.total -= amount
    check.save(update_fields=["total"])
    order.save(update_fields=["tax", "total"])
    return entries


def _shares(
    sums: dict[Rule, tuple[Decimal, Decimal]], amount: Decimal, currency: str
) -> Iterable[tuple[Rule, Decimal]]:
    left = amount
    for of_the_staff in (False, True):
        rules = [rule for rule in sums if (rule[2] == "staff") is of_the_staff and sum(sums[rule]) > 0]
        weights = [sum(sums[rule], ZERO) for rule in rules]
        part = min(left, sum(weights, ZERO))
        left -= part
        if part:
            for rule, share in zip(rules, allocate(part, weights, currency), strict=True):
                if share:
                    yield rule, share


def _ledger_kind(rule: Rule) -> str:
    """Tips are counted apart from sales, coming and going."""
    return (LineKind.TIP if rule[2] == "staff" else LineKind.REFUND).value
