"""How a day sells, from the ledger: what was sold less what was taken back, on the day it happened."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractHour

from comanda.kernel.clock import zone
from comanda.kernel.money import ZERO
from tenant_apps.ordering.contracts import HourSales, ItemSales, OrderState, SalesDay, SalesTotals
from tenant_apps.ordering.models import LedgerEntry
from tenant_apps.ordering.models.ledger import REVENUE_KINDS, EntryKind
from tenant_apps.pricing.contracts import LineKind
from tenant_apps.venues.facade import get_venue
from tenants.context import current_tenant

WEEKS = 8
"""How far back the usual goes."""

TOP = 10
_TIP = Q(line_kind=LineKind.TIP)
_SOLD = Q(kind=EntryKind.SALE) & ~Q(order__state__in=[OrderState.REJECTED, OrderState.CANCELLED])
"""Of an order that was called off the rows add up to nothing, and it is not counted either."""


def sales_today(*, venue_id: int | None, business_date: date) -> SalesDay:
    """That business day at one venue, or at all of them, beside the same weekday before. Three statements."""
    timezone = get_venue(venue_id=venue_id).timezone if venue_id is not None else current_tenant().timezone
    week_ago = business_date - timedelta(weeks=1)
    totals = _totals(_rows(venue_id, [business_date, week_ago]))
    return SalesDay(
        business_date=business_date,
        totals=totals.get(business_date, _NOTHING),
        previous=totals.get(week_ago, _NOTHING),
        hours=_hours(venue_id, business_date, timezone),
        top_items=_top_items(_rows(venue_id, [business_date])),
    )


_NOTHING = SalesTotals(orders=0, gross=ZERO, net=ZERO, tax=ZERO, tips=ZERO, average_order=ZERO)


def _rows(venue_id: int | None, days: list[date]) -> QuerySet[LedgerEntry, LedgerEntry]:
    rows = LedgerEntry.objects.filter(business_date__in=days, kind__in=REVENUE_KINDS)
    return rows if venue_id is None else rows.filter(venue_id=venue_id)


def _totals(rows: QuerySet[LedgerEntry, LedgerEntry]) -> dict[date, SalesTotals]:
    """Tips are nobody's turnover: they stand beside it."""
    found = rows.values("business_date").annotate(
        orders=Count("order_id", distinct=True, filter=_SOLD),
        sold=Sum("gross", filter=~_TIP, default=ZERO),
        before_tax=Sum("net", filter=~_TIP, default=ZERO),
        taxes=Sum("tax", filter=~_TIP, default=ZERO),
        given=Sum("gross", filter=_TIP, default=ZERO),
    )
    return {row["business_date"]: _sum_up(row) for row in found}


def _sum_up(row: dict[str, Any]) -> SalesTotals:
    return SalesTotals(
        orders=row["orders"],
        gross=row["sold"],
        net=row["before_tax"],
        tax=row["taxes"],
        tips=row["given"],
        average_order=row["sold"] / row["orders"] if row["orders"] else ZERO,
    )


def _hours(venue_id: int | None, day: date, timezone: str) -> tuple[HourSales, ...]:
    """All 24, in the venue's time; the usual is the average over those of the weeks before that sold anything."""
    before = [day - timedelta(weeks=week) for week in range(1, WEEKS + 1)]
    found = (
        _rows(venue_id, [day, *before])
        .exclude(_TIP)
        .annotate(hour=ExtractHour("occurred_at", tzinfo=zone(timezone)))
        .values("business_date", "hour")
        .annotate(sold=Sum("gross"), orders=Count("order_id", distinct=True, filter=_SOLD))
    )
    sold: dict[int, tuple[int, Decimal]] = {}
    usual: dict[int, Decimal] = {}
    days = set()
    for row in found:
        if row["business_date"] == day:
            sold[row["hour"]] = (row["orders"], row["sold"])
        else:
            days.add(row["business_date"])
            usual[row["hour"]] = usual.get(row["hour"], ZERO) + row["sold"]
    return tuple(
        HourSales(
            hour=hour,
            orders=sold.get(hour, (0, ZERO))[0],
            gross=sold.get(hour, (0, ZERO))[1],
            usual=usual.get(hour, ZERO) / (len(days) or 1),
        )
        for hour in range(24)
    )


def _top_items(rows: QuerySet[LedgerEntry, LedgerEntry]) -> tuple[ItemSales, ...]:
    found = (
        rows.filter(line_kind=LineKind.ITEM)
        .values("item_id", "line__name")
        .annotate(units=Sum("quantity"), sold=Sum("gross"))
        .filter(units__gt=0)
        .order_by("-units", "-sold")[:TOP]
    )
    return tuple(
        ItemSales(item_id=row["item_id"], name=row["line__name"] or "", quantity=row["units"], gross=row["sold"])
        for row in found
    )
