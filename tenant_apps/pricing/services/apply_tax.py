"""An amount as the menu shows it, as net, tax and gross."""

from decimal import Decimal

from comanda.kernel.money import split_gross, split_net
from tenant_apps.pricing.contracts import TaxRule


def apply_tax(*, amount: Decimal, rule: TaxRule, currency: str) -> tuple[Decimal, Decimal, Decimal]:
    """(net, tax, gross) of `amount`, with the tax inside or on top as the rule says. Net + tax = gross."""
    if rule.included:
        net, tax = split_gross(amount, rule.rate, currency)
        return net, tax, amount
    tax, gross = split_net(amount, rule.rate, currency)
    return amount, tax, gross
