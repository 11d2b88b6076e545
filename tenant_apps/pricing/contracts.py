"""A basket as asked for, and the same basket priced to the cent."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

MAX_NOTE = 500
"""Characters a guest may write beside a line."""


class LineKind(StrEnum):
    ITEM = "item"
    OPTION = "option"
    """A choice made for the item before it, sold on a line of its own because its tax is another one."""
    DELIVERY_FEE = "delivery_fee"
    SERVICE_CHARGE = "service_charge"
    TIP = "tip"
    DISCOUNT = "discount"
    REFUND = "refund"
    """Of an order only: what was given back of its lines, with its share of their taxes."""


FROM_THE_MENU = frozenset({LineKind.ITEM, LineKind.OPTION})
"""What was chosen and is counted; every other kind is a fee, a tip, or money off."""


@dataclass(frozen=True, slots=True)
class TaxRule:
    """The tax on one kind of thing, in one country, served one way, on one day."""

    code: str
    """Stable, such as `IT-10`; copied onto every line it is charged on."""
    rate: Decimal
    """0.10 is ten percent."""
    included: bool
    """Menu prices carry it; otherwise it is added at the till."""


@dataclass(frozen=True, slots=True)
class Charge:
    """Something on the bill that is not on the menu: a fee, a service charge, a tip, a discount.

    Give `amount` (what the guest sees: with tax where prices include it) or `percent` of the items' total
    (0.125 is twelve and a half percent). Discounts are given as positive amounts and take the items' own taxes.
    """

    kind: LineKind
    name: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    beneficiary: str = "venue"


@dataclass(frozen=True, slots=True)
class BasketModifier:
    group_id: int
    option_id: int
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class BasketLine:
    item_id: int
    size_id: int | None = None
    quantity: int = 1
    modifiers: tuple[BasketModifier, ...] = ()
    note: str = field(default="", metadata={"most": MAX_NOTE})


@dataclass(frozen=True, slots=True)
class PricedModifier:
    group_id: int
    option_id: int
    item_id: int
    group_name: str
    name: str
    quantity: int
    unit_price: Decimal
    """What one of it adds to one unit of the line; 0 where it is included, or sold on a line of its own."""
    allergens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line; net + tax = gross, exactly. Amounts are for the whole quantity."""

    kind: LineKind
    name: str
    quantity: int
    unit_price: Decimal
    """One unit with the modifiers that share its tax, as shown on the menu (tax in or out as the country has it)."""
    net: Decimal
    tax: Decimal
    gross: Decimal
    tax_code: str
    tax_rate: Decimal
    item_id: int | None = None
    size_id: int | None = None
    size_name: str = ""
    modifiers: tuple[PricedModifier, ...] = ()
    note: str = ""
    station: str = ""
    allergens: tuple[str, ...] = ()
    beneficiary: str = "venue"
    """Who gets it: `venue`, or `staff` for tips."""


@dataclass(frozen=True, slots=True)
class TaxTotal:
    code: str
    rate: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class PricedBasket:
    """`lines` in order: items, each before its options with a tax of their own, then fees, tips and discounts.

    `subtotal` is items and options as the menu prices them, `total` what is to be paid.
    """

    currency: str
    snapshot_id: int
    menu_version: int
    lines: tuple[PricedLine, ...]
    subtotal: Decimal
    net: Decimal
    tax: Decimal
    total: Decimal
    taxes: tuple[TaxTotal, ...]
    tax_included: bool
    """Menu prices carry the tax (Europe) or it is added (United States)."""
