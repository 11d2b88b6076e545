"""Baskets and orders as rows of text: what, how many, how much, and every fee by its name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from comanda.kernel.money import format_money
from tenant_apps.ordering.contracts import CartInfo, CartLineInfo, LineInfo, ModifierInfo
from tenant_apps.pricing.contracts import FROM_THE_MENU, LineKind, PricedBasket, PricedLine, PricedModifier
from tenant_apps.pricing.facade import line_name, list_dishes


@dataclass(frozen=True, slots=True)
class ItemRow:
    name: str
    quantity: int
    choices: str
    total: str


@dataclass(frozen=True, slots=True)
class BasketRow:
    """A line of the basket with what its buttons send."""

    id: int
    name: str
    size: str
    quantity: int
    choices: str
    note: str
    total: str
    problem: str

    @property
    def less(self) -> int:
        return self.quantity - 1

    @property
    def more(self) -> int:
        return self.quantity + 1


@dataclass(frozen=True, slots=True)
class BillRow:
    name: str
    amount: str
    is_total: bool = False


def basket_rows(cart: CartInfo, names: dict[int, str], language: str) -> tuple[BasketRow, ...]:
    """`names` by item id serves lines that can no longer be ordered, which carry no price and no name."""
    return tuple(_basket_row(line, cart.currency, names, language) for line in cart.lines)


def _basket_row(line: CartLineInfo, currency: str, names: dict[int, str], language: str) -> BasketRow:
    priced = line.priced
    return BasketRow(
        id=line.id,
        name=priced.name if priced else names.get(line.item_id, _("No longer on the menu")),
        size=priced.size_name if priced else "",
        quantity=line.quantity,
        choices=say_choices(priced.modifiers) if priced else "",
        note=line.note,
        total=format_money(line.gross, currency, language) if priced else "",
        problem=line.problem,
    )


def say_choices(modifiers: Iterable[PricedModifier | ModifierInfo]) -> str:
    """`Bufala, 2 × olives`; what was free in part is named once."""
    counts: dict[str, int] = {}
    for modifier in modifiers:
        counts[modifier.name] = counts.get(modifier.name, 0) + modifier.quantity
    return ", ".join(f"{count} × {name}" if count > 1 else name for name, count in counts.items())


def item_rows(lines: Sequence[PricedLine | LineInfo], currency: str, language: str) -> tuple[ItemRow, ...]:
    """The dishes alone, each at the price of all that was chosen for it."""
    return tuple(
        ItemRow(
            name=f"{dish.line.name} {dish.line.size_name}".strip(),
            quantity=dish.line.quantity,
            choices=say_choices(dish.line.modifiers),
            total=format_money(dish.gross, currency, language),
        )
        for dish in list_dishes(lines)
    )


def bill_rows(
    lines: Sequence[PricedLine | LineInfo], *, subtotal: Decimal, total: Decimal, currency: str, language: str
) -> tuple[BillRow, ...]:
    """Subtotal, then every other line by its own name (fees, tips, discounts), then what is to be paid."""
    others = [line for line in lines if line.kind not in FROM_THE_MENU]
    return (
        BillRow(_("Subtotal"), format_money(subtotal, currency, language)),
        *(BillRow(line_name(line), _amount(line, currency, language)) for line in others),
        BillRow(_("Total"), format_money(total, currency, language), is_total=True),
    )


def _amount(line: PricedLine | LineInfo, currency: str, language: str) -> str:
    if line.kind == LineKind.DELIVERY_FEE and not line.gross:
        return _("Free")
    return format_money(line.gross, currency, language)


def tax_note(basket: PricedBasket, language: str) -> str:
    return say_tax(basket.tax, basket.currency, language, is_included=basket.tax_included)


def say_tax(tax: Decimal, currency: str, language: str, *, is_included: bool) -> str:
    """`Includes tax: 1,30 €`, or what is added where prices come without."""
    amount = format_money(tax, currency, language)
    return (_("Includes tax: %(amount)s") if is_included else _("Tax: %(amount)s")) % {"amount": amount}
