"""What one customer has ordered so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Max, Min, QuerySet, Sum

from tenant_apps.ordering.contracts import CALLED_OFF
from tenant_apps.ordering.models import Order, OrderLine
from tenant_apps.pricing.contracts import LineKind


@dataclass(frozen=True, slots=True)
class CustomerTotals:
    """In the currency of most of their orders; orders that were called off don't count."""

    currency: str
    orders: int
    spent: Decimal
    first: datetime
    last: datetime

    @property
    def average(self) -> Decimal:
        return self.spent / self.orders


def find_customer_totals(*, customer_id: int, venue_ids: Sequence[int]) -> CustomerTotals | None:
    """None where they have ordered nothing yet at these venues. One statement."""
    row = (
        _orders(customer_id, venue_ids)
        .values("currency")
        .annotate(orders=Count("pk"), spent=Sum("total"), first=Min("placed_at"), last=Max("placed_at"))
        .order_by("-orders")
        .first()
    )
    return CustomerTotals(**row) if row else None


def list_favourites(*, customer_id: int, venue_ids: Sequence[int], limit: int = 3) -> list[tuple[str, int]]:
    """Dishes by how many of them, most first. One statement."""
    rows = (
        OrderLine.objects.filter(
            order__in=_orders(customer_id, venue_ids), kind=LineKind.ITEM.value, voided_at__isnull=True
        )
        .values("name")
        .annotate(many=Sum("quantity"))
        .order_by("-many", "name")[:limit]
    )
    return [(row["name"], row["many"]) for row in rows]


def _orders(customer_id: int, venue_ids: Sequence[int]) -> "QuerySet[Order]":
    rows = Order.objects.filter(customer_id=customer_id, venue_id__in=list(venue_ids))
    return rows.exclude(state__in=[str(state) for state in CALLED_OFF])
