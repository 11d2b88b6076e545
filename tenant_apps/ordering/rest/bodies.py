"""What the API takes, beyond the dataclasses of the contracts."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tenant_apps.ordering.contracts import Contact, DeliveryAddress
from tenant_apps.pricing.contracts import BasketLine, BasketModifier
from tenant_apps.venues.contracts import ServiceType


@dataclass(frozen=True, slots=True)
class PaymentBody:
    """How the guest pays: `cash`, or `test_card` with the token of a card."""

    provider: str = field(default="cash", metadata={"most": 32})
    token: str = field(default="", metadata={"most": 64})


@dataclass(frozen=True, slots=True)
class QuoteBody:
    """A basket to be priced, as it would be ordered."""

    venue_id: int
    service: ServiceType
    lines: tuple[BasketLine, ...]
    address: DeliveryAddress | None = field(
        default=None, metadata={"about": "Where to, for a delivery; without it the fee is left out."}
    )
    tip: Decimal = Decimal(0)
    requested_for: datetime | None = field(
        default=None, metadata={"about": "When it is wanted; null: as soon as possible."}
    )


@dataclass(frozen=True, slots=True)
class OrderBody:
    """An order. Prices are the venue's own: send at most the total you showed, to hear if it has changed."""

    venue_id: int
    service: ServiceType
    lines: tuple[BasketLine, ...]
    contact: Contact
    payment: PaymentBody = field(default=PaymentBody(), metadata={"about": "Cash where it is left out."})
    address: DeliveryAddress | None = field(default=None, metadata={"about": "Needed for a delivery."})
    table_token: str = field(default="", metadata={"most": 64, "about": "From the code on the table, for dine-in."})
    requested_for: datetime | None = field(
        default=None,
        metadata={
            "about": "When it is wanted, one of the venue's slots (staff: any time to come); null: as soon as possible."
        },
    )
    tip: Decimal = field(default=Decimal(0), metadata={"about": "For the staff, untaxed."})
    note: str = ""
    language: str = field(
        default="", metadata={"most": 8, "about": "Of messages about this order; the request's where it is left out."}
    )
    expected_total: Decimal | None = field(
        default=None, metadata={"about": "409 `total_changed` where it differs from the real one."}
    )


@dataclass(frozen=True, slots=True)
class LinesBody:
    lines: tuple[BasketLine, ...]


@dataclass(frozen=True, slots=True)
class ReasonBody:
    reason: str = field(default="", metadata={"most": 500})


@dataclass(frozen=True, slots=True)
class TakePaymentBody:
    provider: str = field(metadata={"most": 32})
    token: str = field(default="", metadata={"most": 64, "about": "Of the card, for card providers."})
    amount: Decimal | None = field(default=None, metadata={"about": "All that is due where it is left out."})


@dataclass(frozen=True, slots=True)
class RefundBody:
    amount: Decimal
    reason: str = field(metadata={"most": 500})


@dataclass(frozen=True, slots=True)
class NewCartBody:
    venue_id: int
    service: ServiceType | None = None
    token: str = field(
        default="",
        metadata={"most": 64, "about": "Of the cart at hand: signed in, it joins the customer's own at this venue."},
    )


@dataclass(frozen=True, slots=True)
class ServiceBody:
    service: ServiceType


@dataclass(frozen=True, slots=True)
class CartLineBody:
    """What to change; what is left out stays."""

    quantity: int = field(metadata={"about": "0 takes the line out."})
    size_id: int | None = None
    modifiers: tuple[BasketModifier, ...] | None = None
    note: str | None = field(default=None, metadata={"most": 500})
