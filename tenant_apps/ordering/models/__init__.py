from tenant_apps.ordering.models.cart import Cart, CartLine
from tenant_apps.ordering.models.history import StateEntry
from tenant_apps.ordering.models.ledger import EntryKind, LedgerEntry
from tenant_apps.ordering.models.line import LineModifier, OrderLine
from tenant_apps.ordering.models.order import Check, DayCounter, Order

__all__ = [
    "Cart",
    "CartLine",
    "Check",
    "DayCounter",
    "EntryKind",
    "LedgerEntry",
    "LineModifier",
    "Order",
    "OrderLine",
    "StateEntry",
]
