"""A basket, priced to the cent against one published menu. Pure: no query, no clock, no surprise."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.clock import business_date, zone
from comanda.kernel.money import ZERO, quantize
from tenant_apps.catalog.contracts import Menu
from tenant_apps.pricing.contracts import (
    BasketLine,
    Charge,
    LineKind,
    PricedBasket,
    PricedLine,
    TaxTotal,
)
from tenant_apps.pricing.selectors.find_tax_rule import is_tax_included
from tenant_apps.pricing.services.basket_problems import BasketProblems
from tenant_apps.pricing.services.price_charges import price_charge
from tenant_apps.pricing.services.price_line import Sale, price_line
from tenant_apps.venues.contracts import VenueInfo

MAX_LINES = 200
MAX_TOTAL = Decimal(10**9)
"""Above it is a slip of the finger in any currency, and the books' columns end."""


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
    sale = Sale(menu, venue.country, service, on, eighty_sixed, venue.sales_tax_rate, channel, local)
    problems = BasketProblems()
    _check_size(lines, tip, menu.currency, problems)
    items = [
        sold
        for index, line in enumerate(lines[:MAX_LINES])
        for sold in price_line(line=line, path=f"lines.{index}", sale=sale, problems=problems)
    ]
    problems.raise_if_any()
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
