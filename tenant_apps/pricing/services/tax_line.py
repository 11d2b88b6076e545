from decimal import Decimal
from typing import Any

from comanda.kernel.money import split_gross, split_net
from tenant_apps.pricing.contracts import LineKind, PricedLine, TaxRule


def tax_line(
    *, kind: LineKind, name: str, unit_price: Decimal, rule: TaxRule, currency: str, quantity: int = 1, **more: Any
) -> PricedLine:
    """A line of `quantity` times `unit_price`, with the tax inside or on top as the rule says. Net + tax = gross.

    `more` is what else a PricedLine holds.
    """
    amount = unit_price * quantity
    if rule.included:
        net, tax = split_gross(amount, rule.rate, currency)
        gross = amount
    else:
        net = amount
        tax, gross = split_net(amount, rule.rate, currency)
    return PricedLine(
        kind=kind,
        name=name,
        quantity=quantity,
        unit_price=unit_price,
        net=net,
        tax=tax,
        gross=gross,
        tax_code=rule.code,
        tax_rate=rule.rate,
        **more,
    )
