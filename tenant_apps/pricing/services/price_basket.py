"""A basket, priced to the cent against one published menu. Pure: no query, no clock, no surprise."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.clock import business_date, zone
from comanda.kernel.money import ZERO, quantize, split_gross, split_net
from tenant_apps.catalog.contracts import Menu, MenuItem
from tenant_apps.pricing.contracts import (
    MAX_NOTE,
    BasketLine,
    Charge,
    LineKind,
    PricedBasket,
    PricedLine,
    PricedModifier,
    TaxRule,
    TaxTotal,
)
from tenant_apps.pricing.selectors.find_tax_rule import is_tax_included, tax_rate
from tenant_apps.pricing.services.basket_problems import BasketProblems
from tenant_apps.pricing.services.choose_modifiers import choose_modifiers
from tenant_apps.pricing.services.price_charges import price_charge
from tenant_apps.venues.contracts import VenueInfo

MAX_LINES = 200
MAX_QUANTITY = 500
MAX_TOTAL = Decimal(10**9)
"""Above it is a slip of the finger in any currency, and the books' columns end."""


@dataclass(frozen=True, slots=True)
class _Sale:
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


def price_basket(
    *,
    menu: Menu,
    venue: VenueInfo,
    service: str,
    lines: Sequence[BasketLine],
    at: datetime,
    eighty_sixed: Collection[int] = frozenset(),
    tip: Decimal = ZERO,
    delivery_fee: Callable[[Decimal], Decimal] | None = None,
    charges: Sequence[Charge] = (),
    channel: str = "",
) -> PricedBasket:
    """Price `lines` for `service`, ordered on `channel`, at moment `at` (its hour's prices, its business day's tax).

    `delivery_fee` says what delivery costs for the subtotal of the items; 0 makes a line that says it is free, None
    means that none applies. `eighty_sixed` are item ids.
    Raises ValidationFailedError (`basket_invalid`) or UnavailableError (`item_unavailable`), naming every field.
    """
    on = business_date(at, venue.timezone, venue.day_ends_at)
    local = at.astimezone(zone(venue.timezone))
    sale = _Sale(menu, venue.country, service, on, eighty_sixed, venue.sales_tax_rate, channel, local)
    problems = BasketProblems()
    _check_size(lines, tip, menu.currency, problems)
    priced = [_price_line(line, f"lines.{index}", sale, problems) for index, line in enumerate(lines[:MAX_LINES])]
    problems.raise_if_any()
    items = [line for line in priced if line is not None]
    included = is_tax_included(country=venue.country)
    subtotal = sum((line.gross if included else line.net for line in items), ZERO)
    wanted = [*charges]
    if delivery_fee is not None:
        wanted.append(Charge(LineKind.DELIVERY_FEE, _("Delivery"), amount=delivery_fee(subtotal)))
    if tip:
        wanted.append(Charge(LineKind.TIP, _("Tip"), amount=tip))
    extras = [
        extra
        for charge in wanted
        for extra in price_charge(
            charge=charge, items=items, country=venue.country, service=service, on=on, currency=menu.currency,
            local_rate=venue.sales_tax_rate,
        )
    ]  # fmt: skip
    basket = _total(menu, items, extras, subtotal, included=included)
    if basket.total >= MAX_TOTAL:
        problems.add("lines", _("That is more than one order can hold. Split it."))
        problems.raise_if_any()
    return basket


def _check_size(lines: Sequence[BasketLine], tip: Decimal, currency: str, problems: BasketProblems) -> None:
    if not lines:
        problems.add("lines", _("The basket is empty. Add at least one item."))
    if len(lines) > MAX_LINES:
        problems.add("lines", _("At most %(most)s lines fit one order. Split it.") % {"most": MAX_LINES})
    if tip < 0:
        problems.add("tip", _("A tip cannot be negative. Leave it out or give an amount."))
    elif tip and (tip >= MAX_TOTAL or tip != quantize(tip, currency)):
        problems.add("tip", _("Give an amount that can be paid in %(currency)s.") % {"currency": currency})


def _price_line(line: BasketLine, path: str, sale: _Sale, problems: BasketProblems) -> PricedLine | None:
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
        return None
    if item.id in sale.sold_out:
        problems.add_sold_out(f"{path}.item_id", item.name)
    size = item.size(line.size_id)
    if size is None:
        sizes = ", ".join(f"{known.name or known.id}" for known in item.sizes)
        problems.add(
            f"{path}.size_id",
            _("“%(item)s” does not come in that size. Choose one of: %(sizes)s.") % {"item": item.name, "sizes": sizes},
        )
        return None
    modifiers = choose_modifiers(item=item, chosen=line.modifiers, sold_out=sale.sold_out, path=path, problems=problems)
    currency = sale.menu.currency
    added = sum((extra.unit_price * extra.quantity for extra in modifiers), ZERO)
    unit = quantize(size.price_for(sale.service, sale.channel, sale.local) + added, currency)
    rule = sale.tax_on(item.tax_category)
    amount = unit * line.quantity
    if rule.included:
        net, tax = split_gross(amount, rule.rate, currency)
        gross = amount
    else:
        net = amount
        tax, gross = split_net(amount, rule.rate, currency)
    return PricedLine(
        kind=LineKind.ITEM,
        name=item.name,
        quantity=line.quantity,
        unit_price=unit,
        net=net,
        tax=tax,
        gross=gross,
        tax_code=rule.code,
        tax_rate=rule.rate,
        item_id=item.id,
        size_id=size.id,
        size_name=size.name,
        modifiers=modifiers,
        note=line.note,
        station=item.station,
        allergens=_allergens(item, modifiers),
    )


def _allergens(item: MenuItem, modifiers: tuple[PricedModifier, ...]) -> tuple[str, ...]:
    if not modifiers:
        return tuple(sorted(item.allergens))
    return tuple(sorted(item.allergens.union(*(extra.allergens for extra in modifiers))))


def _total(
    menu: Menu, items: list[PricedLine], extras: list[PricedLine], subtotal: Decimal, *, included: bool
) -> PricedBasket:
    lines = (*items, *extras)
    taxes: dict[tuple[str, Decimal], list[Decimal]] = {}
    for line in lines:
        pair = taxes.setdefault((line.tax_code, line.tax_rate), [ZERO, ZERO])
        pair[0] += line.net
        pair[1] += line.tax
    return PricedBasket(
        currency=menu.currency,
        snapshot_id=menu.snapshot_id,
        menu_version=menu.version,
        lines=lines,
        subtotal=subtotal,
        net=sum((line.net for line in lines), ZERO),
        tax=sum((line.tax for line in lines), ZERO),
        total=sum((line.gross for line in lines), ZERO),
        taxes=tuple(TaxTotal(code, rate, net, tax) for (code, rate), (net, tax) in taxes.items()),
        tax_included=included,
    )
