"""Fees, service charges, tips and discounts as typed lines, each with its own tax and beneficiary."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from comanda.kernel.money import ZERO, allocate, quantize
from tenant_apps.pricing.contracts import Charge, LineKind, PricedLine, TaxRule
from tenant_apps.pricing.selectors.find_tax_rule import no_tax, tax_rate
from tenant_apps.pricing.services.tax_line import tax_line

SERVICE_TAX_CATEGORY = "service"


def price_charge(
    *, charge: Charge, items: Sequence[PricedLine], country: str, service: str, on: date, currency: str,
    local_rate: Decimal | None = None,
) -> list[PricedLine]:  # fmt: skip
    """The lines a charge makes: one, or for a discount one per tax rate among the items it lowers."""
    included = no_tax(country=country).included
    base = sum((line.gross if included else line.net for line in items), ZERO)
    amount = charge.amount if charge.amount is not None else base * (charge.percent or ZERO)
    amount = quantize(amount, currency)
    if charge.kind is LineKind.DISCOUNT:
        return _discount(charge, min(amount, base), items, included=included, currency=currency)
    if charge.kind is LineKind.TIP:
        rule = no_tax(country=country)
    else:
        rule = tax_rate(
            country=country, tax_category=SERVICE_TAX_CATEGORY, service=service, on=on, local_rate=local_rate
        )
    beneficiary = "staff" if charge.kind is LineKind.TIP else charge.beneficiary
    return [
        tax_line(
            kind=charge.kind, name=charge.name, unit_price=amount, rule=rule, currency=currency, beneficiary=beneficiary
        )
    ]


def _discount(
    charge: Charge, amount: Decimal, items: Sequence[PricedLine], *, included: bool, currency: str
) -> list[PricedLine]:
    """Shared over the items' tax rates by what each rate's items cost, so that the tax falls with the price."""
    weights: dict[TaxRule, Decimal] = {}
    for line in items:
        rule = TaxRule(code=line.tax_code, rate=line.tax_rate, included=included)
        weights[rule] = weights.get(rule, ZERO) + (line.gross if included else line.net)
    if not amount or not weights:
        return []
    shares = allocate(amount, list(weights.values()), currency)
    return [
        tax_line(
            kind=LineKind.DISCOUNT,
            name=charge.name,
            unit_price=-share,
            rule=rule,
            currency=currency,
            beneficiary=charge.beneficiary,
        )
        for rule, share in zip(weights, shares, strict=True)
        if share
    ]
