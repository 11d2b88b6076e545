"""An order as other rooms see it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from tenant_apps.payments.contracts import RefundInfo
from tenant_apps.pricing.contracts import BasketLine, BasketModifier, PricedBasket, PricedLine
from tenant_apps.venues.contracts import ServiceType, ZoneInfo

MAX_CART_QUANTITY = 99
"""Of one line: more of the same is an order to talk about."""
MAX_CART_LINES = 100


class OrderState(StrEnum):
    PENDING = "pending"
    """Placed; waits for the payment, then for the venue."""
    CONFIRMED = "confirmed"
    PREPARING = "preparing"
    READY = "ready"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    """In the guest's hands, however it got there: brought, picked up, or served."""
    FAILED = "failed"
    """The delivery did not work out; may go out again."""
    REJECTED = "rejected"
    CANCELLED = "cancelled"


CALLED_OFF = frozenset({OrderState.REJECTED, OrderState.CANCELLED})
"""It will not be, or was not: its sale was taken back and its money let go."""
OPEN = (
    OrderState.PENDING,
    OrderState.CONFIRMED,
    OrderState.PREPARING,
    OrderState.READY,
    OrderState.OUT_FOR_DELIVERY,
    OrderState.FAILED,
)
AT_THE_VENUE = OPEN[:4]
"""Still in the venue's hands: only here can it be late. What is on the road is the driver's concern."""


def is_closed(*, state: str, service: str, due: Decimal) -> bool:
    """Called off, or in the guest's hands; a table that was served stays open until it has paid."""
    if state == OrderState.DELIVERED:
        return service != ServiceType.DINE_IN or due <= 0
    return state in CALLED_OFF


class PaymentState(StrEnum):
    UNPAID = "unpaid"
    """Nothing owed yet or to be paid by hand (cash)."""
    PENDING = "pending"
    ACTION_NEEDED = "action_needed"
    AUTHORIZED = "authorized"
    PAID = "paid"
    FAILED = "failed"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"


MONEY_MOVED = frozenset({PaymentState.PAID, PaymentState.PARTIALLY_REFUNDED, PaymentState.REFUNDED})
"""Something was taken, and perhaps given back."""


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryAddress:
    street: str
    city: str
    postcode: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    details: str = ""
    """Floor, bell, gate code."""


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """The command. Prices are the server's: a client states at most the total it saw (`expected_total`)."""

    venue_id: int
    service: str
    lines: tuple[BasketLine, ...]
    contact: Contact
    channel: str = "web"
    payment_provider: str = "cash"
    payment_token: str = ""
    address: DeliveryAddress | None = None
    table_token: str = ""
    requested_for: datetime | None = None
    """None: as soon as possible."""
    tip: Decimal = Decimal(0)
    note: str = ""
    language: str = "en"
    customer_id: int | None = None
    placed_by: int | None = None
    """User id of the member of staff who typed it in, if any."""
    expected_total: Decimal | None = None
    idempotency_key: str = ""


@dataclass(frozen=True, slots=True)
class ModifierInfo:
    name: str
    group_name: str
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True, slots=True)
class LineInfo:
    id: int
    kind: str
    name: str
    size_name: str
    quantity: int
    unit_price: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    tax_rate: Decimal
    note: str
    station: str
    item_id: int | None
    allergens: tuple[str, ...] = ()
    modifiers: tuple[ModifierInfo, ...] = ()
    size_id: int | None = None
    tax_code: str = ""
    beneficiary: str = "venue"
    is_voided: bool = False
    part_of: int | None = None
    """Of an `option`: the line of the dish it was chosen for. They are split and taken back together."""


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """One bill of an order. Most orders have one; a table that splits has several."""

    id: int
    number: int
    total: Decimal
    paid: Decimal
    promised: Decimal
    """Authorised on cards, not taken yet: as good as paid."""
    is_under_way: bool
    """A card has been asked and has not answered."""
    lines: tuple[LineInfo, ...]

    @property
    def due(self) -> Decimal:
        return max(self.total - self.paid - self.promised, Decimal(0))


@dataclass(frozen=True, slots=True)
class OrderInfo:
    id: int
    number: int
    """Gapless within the venue's business day."""
    token: str
    """Unguessable; the guest's tracking address is /orders/<token>/."""
    venue_id: int
    business_date: date
    channel: str
    service: str
    state: str
    payment_state: str
    payment_provider: str
    contact: Contact
    currency: str
    subtotal: Decimal
    tax: Decimal
    total: Decimal
    paid: Decimal
    placed_at: datetime
    requested_for: datetime | None
    promised_at: datetime | None
    note: str
    table_name: str
    reason: str
    """Why it was rejected or cancelled."""
    customer_id: int | None
    check_id: int
    address: DeliveryAddress | None = None
    lines: tuple[LineInfo, ...] = ()
    history: tuple["StateChange", ...] = field(default=())
    language: str = "en"
    placed_by: int | None = None
    zone_name: str = ""
    zone_minutes: int = 0
    """On the road, for a delivery."""
    table_id: int | None = None
    awaits_payment: bool = False
    """A card order whose money is not promised yet: not on the board, not to be accepted."""

    @property
    def due(self) -> Decimal:
        """What is still to be paid; nothing once the order is called off."""
        return Decimal(0) if self.is_called_off else max(self.total - self.paid, Decimal(0))

    @property
    def due_at(self) -> datetime | None:
        """When the guest expects it: at the pass, at the table, at the door."""
        return self.requested_for or self.promised_at

    @property
    def kitchen_due_at(self) -> datetime | None:
        """When it must stand on the pass, so that the guest has it when due: a delivery still has its way to go."""
        return self.due_at - timedelta(minutes=self.zone_minutes) if self.due_at else None

    def is_late(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < at and self.state in AT_THE_VENUE

    @property
    def is_closed(self) -> bool:
        """Nothing is added to it or taken off it any more."""
        return is_closed(state=self.state, service=self.service, due=self.due)

    @property
    def is_called_off(self) -> bool:
        return self.state in CALLED_OFF

    @property
    def standing_lines(self) -> tuple[LineInfo, ...]:
        """What stands; of an order that was called off what was asked for, since the books took back all its lines."""
        return tuple(line for line in self.lines if self.is_called_off or not line.is_voided)

    @property
    def reference(self) -> str:
        """What people call out: the day's number, padded to three digits."""
        return f"{self.number:03d}"


@dataclass(frozen=True, slots=True)
class OpenCounts:
    """What is going on at some venues, however much it is."""

    open: int
    late: int
    waiting: int
    """Nobody has accepted them yet."""
    waiting_since: datetime | None
    """When the oldest of those was placed."""


@dataclass(frozen=True, slots=True)
class OrderRefund:
    """Money on its way back to the guest, from as many payments as it takes."""

    amount: Decimal
    currency: str
    state: str
    """`asked` until every part has gone back, then `done`; `failed` where a provider refused one."""
    reason: str
    parts: tuple[RefundInfo, ...]


@dataclass(frozen=True, slots=True)
class StateChange:
    machine: str
    """`order` or `payment`."""
    state: str
    at: datetime
    actor: str
    """`guest`, `staff:<user id>`, `system`."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a basket would cost now, and when it would be there."""

    basket: PricedBasket
    zone: ZoneInfo | None
    promised_at: datetime


@dataclass(frozen=True, slots=True)
class CartLineInfo:
    id: int
    item_id: int
    size_id: int | None
    quantity: int
    modifiers: tuple[BasketModifier, ...]
    note: str
    priced: PricedLine | None
    """None where it cannot be ordered as it stands."""
    problem: str = ""
    """Why not, in words for the guest."""
    options: tuple[PricedLine, ...] = ()
    """What was chosen with it and is priced on its own, because of its tax."""

    @property
    def gross(self) -> Decimal:
        """Of the dish with all that was chosen for it; 0 where it cannot be ordered."""
        return sum((line.gross for line in self.options), self.priced.gross if self.priced else Decimal(0))


@dataclass(frozen=True, slots=True)
class CartInfo:
    """A cart with today's prices. `basket` covers the lines that can be ordered; None where there are none."""

    token: str
    venue_id: int
    service: str
    customer_id: int | None
    lines: tuple[CartLineInfo, ...]
    basket: PricedBasket | None
    currency: str
    subtotal_before: Decimal | None = None
    """What the same would cost on the menu it was chosen from; None where that has not changed."""

    @property
    def count(self) -> int:
        """Units, not lines: what the badge shows."""
        return sum(line.quantity for line in self.lines)

    @property
    def subtotal(self) -> Decimal:
        return self.basket.subtotal if self.basket else Decimal(0)

    @property
    def has_problems(self) -> bool:
        return any(line.problem for line in self.lines)


@dataclass(frozen=True, slots=True)
class SalesTotals:
    """Sums of a period, from the ledger: what was sold less what was taken back."""

    orders: int
    gross: Decimal
    net: Decimal
    tax: Decimal
    tips: Decimal
    average_order: Decimal


@dataclass(frozen=True, slots=True)
class ItemSales:
    item_id: int | None
    name: str
    quantity: int
    gross: Decimal


@dataclass(frozen=True, slots=True)
class HourSales:
    hour: int
    """0-23, in the venue's time."""
    orders: int
    gross: Decimal
    usual: Decimal
    """The average of this hour on the same weekday over the eight weeks before."""


@dataclass(frozen=True, slots=True)
class SalesDay:
    business_date: date
    totals: SalesTotals
    previous: SalesTotals
    """The same weekday a week before, for comparison."""
    hours: tuple[HourSales, ...]
    top_items: tuple[ItemSales, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One append-only row: a sale or its reversal carries net, tax and gross; a payment or refund carries money."""

    id: int
    at: datetime
    kind: str
    text: str
    quantity: int
    net: Decimal
    tax: Decimal
    gross: Decimal
    money: Decimal
    actor: str
    reason: str
