"""One line of a basket: the dish as chosen, and what was chosen with it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.money import ZERO, quantize
from tenant_apps.catalog.contracts import Menu, MenuItem
from tenant_apps.pricing.contracts import MAX_NOTE, BasketLine, LineKind, PricedLine, PricedModifier, TaxRule
from tenant_apps.pricing.selectors.find_tax_rule import tax_rate
from tenant_apps.pricing.services.basket_problems import BasketProblems
from tenant_apps.pricing.services.choose_modifiers import choose_modifiers
from tenant_apps.pricing.services.tax_line import tax_line

MAX_QUANTITY = 500


@dataclass(frozen=True, slots=True)
class Sale:
    """What every line of one basket shares."""

    menu: Menu
    country: str
    service: str
    on: date
    sold_out: Collection[int]
    local_rate: Decimal | None
    channel: str
    local: datetime
    """In the venue's time zone: some prices hold by the hour."""

    def tax_on(self, category: str) -> TaxRule:
        return tax_rate(
            country=self.country, tax_category=category, service=self.service, on=self.on, local_rate=self.local_rate
        )


def price_line(*, line: BasketLine, path: str, sale: Sale, problems: BasketProblems) -> tuple[PricedLine, ...]:
    """The item with the modifiers that share its tax, then every option of another tax as a line of its own.

    What is wrong lands in `problems` under `path`; nothing is priced where no item or size is found.
    """
    if not 1 <= line.quantity <= MAX_QUANTITY:
        problems.add(f"{path}.quantity", _("Choose a quantity from 1 to %(most)s.") % {"most": MAX_QUANTITY})
    if len(line.note) > MAX_NOTE:
        problems.add(f"{path}.note", _("At most %(most)s characters fit.") % {"most": MAX_NOTE})
    item = sale.menu.items.get(line.item_id)
    if item is None:
        problems.add(
            f"{path}.item_id",
            _("Item %(item)s is not on the menu. Choose from the current menu.") % {"item": line.item_id},
        )
        return ()
    if item.id in sale.sold_out:
        problems.add_sold_out(f"{path}.item_id", item.name)
    size = item.size(line.size_id)
    if size is None:
        sizes = ", ".join(f"{known.name or known.id}" for known in item.sizes)
        problems.add(
            f"{path}.size_id",
            _("“%(item)s” does not come in that size. Choose one of: %(sizes)s.") % {"item": item.name, "sizes": sizes},
        )
        return ()
    chosen = choose_modifiers(item=item, chosen=line.modifiers, sold_out=sale.sold_out, path=path, problems=problems)
    rule = sale.tax_on(item.tax_category)
    modifiers, apart = _by_tax(item, chosen, rule, sale) if chosen else ((), [])
    currency = sale.menu.currency
    added = sum((extra.unit_price * extra.quantity for extra in modifiers), ZERO)
    unit = quantize(size.price_for(sale.service, sale.channel, sale.local) + added, currency)
    dish = tax_line(
        kind=LineKind.ITEM,
        name=item.name,
        quantity=line.quantity,
        unit_price=unit,
        rule=rule,
        currency=currency,
        item_id=item.id,
        size_id=size.id,
        size_name=size.name,
        modifiers=modifiers,
        note=line.note,
        station=item.station,
        allergens=_allergens(item, chosen),
    )
    return (dish, *(_option(extra, own, line.quantity, currency) for extra, own in apart))


def _by_tax(
    item: MenuItem, chosen: tuple[PricedModifier, ...], rule: TaxRule, sale: Sale
) -> tuple[tuple[PricedModifier, ...], list[tuple[PricedModifier, TaxRule]]]:
    """The dish keeps every choice, for the kitchen; what is taxed otherwise and costs something leaves its price."""
    categories = {option.id: option.tax_category for group in item.groups for option in group.options}
    kept: list[PricedModifier] = []
    apart: list[tuple[PricedModifier, TaxRule]] = []
    for extra in chosen:
        category = categories[extra.option_id] or item.tax_category
        own = rule if category == item.tax_category or extra.unit_price <= 0 else sale.tax_on(category)
        if own != rule:
            apart.append((extra, own))
        kept.append(extra if own == rule else replace(extra, unit_price=ZERO))
    return tuple(kept), apart


def _option(extra: PricedModifier, rule: TaxRule, quantity: int, currency: str) -> PricedLine:
    """As many as there are dishes, times as many as each has."""
    return tax_line(
        kind=LineKind.OPTION,
        name=extra.name,
        quantity=quantity * extra.quantity,
        unit_price=quantize(extra.unit_price, currency),
        rule=rule,
        currency=currency,
        item_id=extra.item_id,
    )


def _allergens(item: MenuItem, modifiers: tuple[PricedModifier, ...]) -> tuple[str, ...]:
    if not modifiers:
        return tuple(sorted(item.allergens))
    return tuple(sorted(item.allergens.union(*(extra.allergens for extra in modifiers))))
