"""Customers as other rooms see them."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SavedAddress:
    id: int
    label: str
    street: str
    city: str
    postcode: str
    details: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class CustomerInfo:
    id: int
    """0: nobody yet. Somebody signed in who has not ordered, and has told nothing about themselves, here."""
    user_id: int | None
    """None: a guest known from an order or a phone call."""
    name: str
    email: str
    phone: str
    language: str
    addresses: tuple[SavedAddress, ...] = ()
