"""Past orders by filters, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour

from comanda.kernel.clock import zone
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.models import Order, OrderLine
from tenant_apps.ordering.selectors.orders import load_orders, matching

CHUNK = 500


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Empty values filter nothing. Days are business days, both included."""

    venue_ids: Sequence[int]
    state: str = ""
    service: str = ""
    channel: str = ""
    search: str = ""
    since: date | None = None
    until: date | None = None
    hour: int | None = None
    """Placed in that hour of the day, in `timezone`."""
    timezone: str = "UTC"
    item_id: int | None = None
    """Orders with that dish on the bill."""


def find_history(*, wanted: HistoryFilter, limit: int, before: int | None = None) -> tuple[OrderInfo, ...]:
    """Newest first; `before` is the id of the last order of the page before. Four statements and one for the cursor."""
    rows = _filtered(wanted)
    if before is not None:
        placed = Order.objects.filter(pk=before).values_list("placed_at", flat=True).first()
        if placed is not None:
            rows = rows.filter(Q(placed_at__lt=placed) | Q(placed_at=placed, pk__lt=before))
    return load_orders(list(rows.order_by("-placed_at", "-pk")[:limit]))


def find_item_name(*, item_id: int) -> str:
    """How the dish was last called on a bill; empty where it never was on one."""
    rows = OrderLine.objects.filter(item_id=item_id).order_by("-pk").values_list("name", flat=True)
    return rows.first() or ""


def iterate_history(*, wanted: HistoryFilter, limit: int) -> Iterator[OrderInfo]:
    """For exports: newest first, in chunks, at most `limit`."""
    before: int | None = None
    left = limit
    while left > 0 and (page := find_history(wanted=wanted, limit=min(CHUNK, left), before=before)):
        yield from page
        before = page[-1].id
        left -= len(page)


def _filtered(wanted: HistoryFilter) -> "QuerySet[Order]":
    rows: QuerySet[Order] = Order.objects.filter(venue_id__in=list(wanted.venue_ids))
    for name in ("state", "service", "channel"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    if wanted.since:
        rows = rows.filter(business_date__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(business_date__lte=wanted.until)
    if wanted.hour is not None:
        rows = rows.annotate(hour=ExtractHour("placed_at", tzinfo=zone(wanted.timezone))).filter(hour=wanted.hour)
    if wanted.item_id is not None:
        sold = OrderLine.objects.filter(order=OuterRef("pk"), item_id=wanted.item_id, voided_at=None)
        rows = rows.filter(Exists(sold))
    if wanted.search:
        rows = rows.filter(matching(wanted.search))
    return rows
