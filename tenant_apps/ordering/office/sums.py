"""Sums a bill shows."""

from dataclasses import dataclass
from decimal import Decimal

from tenant_apps.ordering.contracts import OrderInfo


@dataclass(frozen=True, slots=True)
class TaxRow:
    rate: Decimal
    """0.1 is ten percent."""
    net: Decimal
    tax: Decimal

    @property
    def percent(self) -> Decimal:
        return (self.rate * 100).normalize()


def tax_totals(order: OrderInfo) -> list[TaxRow]:
    """Net and tax by rate, over the lines that stand; rates without tax are left out."""
    sums: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for line in order.standing_lines:
        if line.tax_rate:
            net, tax = sums.get(line.tax_rate, (Decimal(0), Decimal(0)))
            sums[line.tax_rate] = (net + line.net, tax + line.tax)
    return [TaxRow(rate, net, tax) for rate, (net, tax) in sorted(sums.items())]
