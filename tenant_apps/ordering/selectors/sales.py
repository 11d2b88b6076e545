"""What was sold, from the ledger: yesterday's figures never move, whatever happens to its orders today."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, IntegerField, Q, Sum
from django.db.models.functions import Extract

from comanda.kernel.clock import zone
from comanda.kernel.money import quantize
from tenant_apps.ordering.contracts import HourSales, ItemSales, SalesDay, SalesTotals
from tenant_apps.ordering.models import LedgerEntry
from tenant_apps.ordering.models.ledger import REVENUE_KINDS
from tenant_apps.pricing.contracts import FROM_THE_MENU, LineKind
from tenant_apps.venues import facade as venues
from tenants.context import current_tenant

WEEKS = 8
"""How many of the same weekdays make the usual one."""

ZERO = Decimal(0)

_TOTALS = """
SELECT business_date, count(*) FILTER (WHERE gross > 0), sum(gross), sum(net), sum(tax), sum(tips)
FROM (
    SELECT business_date, order_id, sum(tax) AS tax,
           coalesce(sum(gross) FILTER (WHERE line_kind <> 'tip'), 0) AS gross,
           coalesce(sum(net) FILTER (WHERE line_kind <> 'tip'), 0) AS net,
           coalesce(sum(gross) FILTER (WHERE line_kind = 'tip'), 0) AS tips
    FROM ordering_ledgerentry
    WHERE business_date = ANY(%s::date[]) AND kind = ANY(%s)
      AND (%s::bigint IS NULL OR venue_id = %s) AND (%s::bigint[] IS NULL OR venue_id = ANY(%s))
    GROUP BY business_date, order_id
) AS per_order
GROUP BY business_date
"""


def sales_today(
    *, business_date: date, venue_id: int | None = None, venue_ids: Iterable[int] | None = None, top: int = 5
) -> SalesDay:
    """One day's sales, hour by hour beside the usual same weekday, with what sold best. Three statements.

    `venue_ids` limits to the venues a person may see; None: all. Tips are counted apart: they are not the venue's.
    Raises VenueNotFoundError.
    """
    allowed = None if venue_ids is None else frozenset(venue_ids)
    week_ago = business_date - timedelta(days=7)
    totals = _totals([business_date, week_ago], venue_id, allowed)
    return SalesDay(
        business_date=business_date,
        totals=totals[business_date],
        previous=totals[week_ago],
        hours=_hours(business_date, venue_id, allowed),
        top_items=_top_items(business_date, venue_id, allowed, top),
    )


def list_daily_sales(
    *, since: date, until: date, venue_id: int | None = None, venue_ids: Iterable[int] | None = None
) -> tuple[tuple[date, SalesTotals], ...]:
    """Totals of every day from `since` to `until`, both included; days without sales are zero. One statement."""
    days = [since + timedelta(days=place) for place in range((until - since).days + 1)]
    allowed = None if venue_ids is None else frozenset(venue_ids)
    return tuple(_totals(days, venue_id, allowed).items())


def _entries(days: list[date], venue_id: int | None, allowed: frozenset[int] | None) -> Any:
    rows = LedgerEntry.objects.filter(business_date__in=days, kind__in=[str(kind) for kind in REVENUE_KINDS])
    if venue_id is not None:
        rows = rows.filter(venue_id=venue_id)
    return rows if allowed is None else rows.filter(venue_id__in=allowed)


def _totals(days: list[date], venue_id: int | None, allowed: frozenset[int] | None) -> dict[date, SalesTotals]:
    """An order counts on a day that ends with something sold on it: called off the same day, it was none."""
    found: dict[date, SalesTotals] = {}
    with connection.cursor() as cursor:
        some = None if allowed is None else sorted(allowed)
        cursor.execute(_TOTALS, [days, [str(kind) for kind in REVENUE_KINDS], venue_id, venue_id, some, some])
        for day, orders, *sums in cursor.fetchall():
            found[day] = _as_totals(orders, *sums)
    return {day: found.get(day) or _as_totals(0, ZERO, ZERO, ZERO, ZERO) for day in days}


def _as_totals(orders: int, *sums: Decimal) -> SalesTotals:
    gross, net, tax, tips = map(_as_paid, sums)
    return SalesTotals(
        orders=orders,
        gross=gross,
        net=net,
        tax=tax,
        tips=tips,
        average_order=_as_paid(gross / orders if orders else ZERO),
    )


def _as_paid(amount: Decimal) -> Decimal:
    """With the currency's own decimals: tables keep more of them than most have."""
    return quantize(amount, current_tenant().currency)


def _hours(on: date, venue_id: int | None, allowed: frozenset[int] | None) -> tuple[HourSales, ...]:
    """In the venue's time; of several venues, in that of the first."""
    here = venues.list_venues(active_only=False)
    timezone = venues.get_venue(venue_id=venue_id).timezone if venue_id else here[0].timezone if here else "UTC"
    hour = Extract("occurred_at", "hour", tzinfo=zone(timezone), output_field=IntegerField())
    before = [on - timedelta(weeks=week) for week in range(1, WEEKS + 1)]
    rows = list(
        _entries([on, *before], venue_id, allowed)
        .exclude(line_kind=LineKind.TIP.value)
        .values("business_date", hour=hour)
        .annotate(sold=Sum("gross"), orders=Count("order_id", distinct=True, filter=Q(kind="sale")))
    )
    today = {row["hour"]: row for row in rows if row["business_date"] == on}
    days_with_sales = {row["business_date"] for row in rows if row["business_date"] != on}
    usual: dict[int, Decimal] = {}
    for row in rows:
        if row["business_date"] != on:
            usual[row["hour"]] = usual.get(row["hour"], ZERO) + row["sold"]
    return tuple(
        HourSales(
            hour=place,
            orders=today[place]["orders"] if place in today else 0,
            gross=_as_paid(today[place]["sold"] if place in today else ZERO),
            usual=_as_paid(usual[place] / len(days_with_sales) if place in usual else ZERO),
        )
        for place in range(24)
    )


def _top_items(on: date, venue_id: int | None, allowed: frozenset[int] | None, top: int) -> tuple[ItemSales, ...]:
    """By what they brought in, options with a line of their own too; free-text lines of imports count by their name."""
    rows = (
        _entries([on], venue_id, allowed)
        .filter(line_kind__in=[kind.value for kind in FROM_THE_MENU])
        .values("item_id", "line__name")
        .annotate(units=Sum("quantity"), sold=Sum("gross"))
        .order_by("-sold", "line__name")[:top]
    )
    return tuple(ItemSales(row["item_id"], row["line__name"], row["units"], _as_paid(row["sold"])) for row in rows)
