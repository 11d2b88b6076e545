"""How today is going, and what needs somebody: everything the home page says."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.clock import business_date, now
from comanda.kernel.money import format_money
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.facade import get_menu, list_eighty_sixed
from tenant_apps.ordering.contracts import OrderInfo, OrderState, SalesDay
from tenant_apps.ordering.facade import list_orders, sales_today
from tenant_apps.venues.contracts import VenueInfo

ENOUGH_TO_COMPARE = Decimal("0.15")
"""Of a usual day's turnover: before that much of it is usually in, a comparison says nothing."""

WAITS_TOO_LONG = timedelta(minutes=5)
"""An order nobody has accepted by then is named on the home page."""

_OPEN = (
    OrderState.PENDING, OrderState.CONFIRMED, OrderState.PREPARING, OrderState.READY, OrderState.OUT_FOR_DELIVERY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """Something somebody should look at, with the place to do it."""

    icon: str
    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SoldOut:
    name: str
    venue: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Today:
    headline: str
    sales: SalesDay
    open_orders: tuple[OrderInfo, ...]
    late: int
    needs: tuple[Need, ...]
    sold_out: tuple[SoldOut, ...]
    chart: tuple[dict[str, Any], ...]
    chart_title: str

    @property
    def sold_out_names(self) -> tuple[str, ...]:
        """Each dish once, at however many venues it is off."""
        return tuple(dict.fromkeys(row.name for row in self.sold_out))


def get_today(*, venues: tuple[VenueInfo, ...], venue_id: int | None, language: str) -> Today:
    """Of one venue, or of all that are given (there must be one). The business day is the first venue's."""
    first = next((venue for venue in venues if venue.id == venue_id), venues[0])
    shown = tuple(venue for venue in venues if venue_id in (None, venue.id))
    day = business_date(now(), first.timezone, first.day_ends_at)
    sales = _from_opening(sales_today(venue_id=venue_id, business_date=day), first.day_ends_at.hour)
    open_orders = list_orders(venue_ids=[venue.id for venue in shown], states=_OPEN, include_unpaid=False, limit=200)
    late = [order for order in open_orders if order.promised_at is not None and order.promised_at < now()]
    sold_out = tuple(entry for venue in shown for entry in _sold_out(venue))
    return Today(
        headline=_headline(sales, first.currency, language),
        sales=sales,
        open_orders=open_orders,
        late=len(late),
        needs=_needs(open_orders, len(late), shown),
        sold_out=sold_out,
        chart=_chart(sales, first.currency, language),
        chart_title=_chart_title(sales, first.currency, language),
    )


def _from_opening(sales: SalesDay, turns_at: int) -> SalesDay:
    """The hours in the order of the business day: what is sold at half past midnight comes last."""
    return replace(sales, hours=sales.hours[turns_at:] + sales.hours[:turns_at])


def _headline(sales: SalesDay, currency: str, language: str) -> str:
    """The answer to "how is today going?" in one sentence."""
    gross, before = sales.totals.gross, sales.previous.gross
    if not sales.totals.orders:
        return _("No orders yet today. The day is young.")
    amount = format_money(gross, currency, language)
    if not before:
        count = sales.totals.orders
        text = ngettext("%(amount)s from %(count)s order so far.", "%(amount)s from %(count)s orders so far.", count)
        return text % {"amount": amount, "count": count}
    share = _usual_so_far(sales)
    if share is None:
        return _("%(amount)s so far.") % {"amount": amount}
    if share >= 5:
        return _("%(amount)s so far: %(percent)s %% better than usual.") % {"amount": amount, "percent": share}
    if share <= -5:
        return _("%(amount)s so far: %(percent)s %% below usual.") % {"amount": amount, "percent": -share}
    return _("%(amount)s so far: a day like any other.") % {"amount": amount}


def _usual_so_far(sales: SalesDay) -> int | None:
    """Percent above (below: negative) what the hours that have sold something usually bring by now."""
    reached = max((place for place, hour in enumerate(sales.hours) if hour.gross), default=-1)
    usual = sum((hour.usual for hour in sales.hours[: reached + 1]), Decimal(0))
    whole_day = sum((hour.usual for hour in sales.hours), Decimal(0))
    if not usual or usual < whole_day * ENOUGH_TO_COMPARE:
        return None
    return round((sales.totals.gross - usual) / usual * 100)


def _needs(orders: tuple[OrderInfo, ...], late: int, venues: tuple[VenueInfo, ...]) -> tuple[Need, ...]:
    needs: list[Need] = []
    waiting = [order for order in orders if order.state == OrderState.PENDING]
    if waiting:
        longest = max(now() - order.placed_at for order in waiting)
        text = ngettext("%(count)s order waits to be accepted.", "%(count)s orders wait to be accepted.", len(waiting))
        kind = "danger" if longest > WAITS_TOO_LONG else "warning"
        needs.append(Need("receipt-text", kind, text % {"count": len(waiting)}, "/office/orders/"))
    if late:
        text = ngettext("%(count)s order is later than promised.", "%(count)s orders are later than promised.", late)
        needs.append(Need("alarm-clock", "danger", text % {"count": late}, "/office/orders/"))
    silent = _("%(venue)s has no published menu: nobody can order.")
    needs += [
        Need("book-open", "warning", silent % {"venue": venue.name}, "/office/menu/")
        for venue in venues
        if not _has_menu(venue.id)
    ]
    return tuple(needs)


def _has_menu(venue_id: int) -> bool:
    try:
        get_menu(venue_id=venue_id)
    except MenuNotPublishedError:
        return False
    return True


def _sold_out(venue: VenueInfo) -> list[SoldOut]:
    rows = list_eighty_sixed(venue_id=venue.id)
    if not rows or not _has_menu(venue.id):
        return []
    items = get_menu(venue_id=venue.id).items
    return [
        SoldOut(name=items[row.item_id].name, venue=venue.name, until=row.until) for row in rows if row.item_id in items
    ]


def _chart(sales: SalesDay, currency: str, language: str) -> tuple[dict[str, Any], ...]:
    """One bar an hour, from the first to the last that sells anything, today or usually."""
    busy = [place for place, hour in enumerate(sales.hours) if hour.gross or hour.usual]
    if not busy:
        return ()
    return tuple(
        {
            "label": f"{hour.hour:02d}",
            "value": float(hour.gross),
            "text": format_money(hour.gross, currency, language),
            "base": float(hour.usual),
            "base_text": format_money(hour.usual, currency, language),
        }
        for hour in sales.hours[busy[0] : busy[-1] + 1]
    )


def _chart_title(sales: SalesDay, currency: str, language: str) -> str:
    best = max(sales.hours, key=lambda hour: hour.gross, default=None)
    if best is None or not best.gross:
        return _("What the hours usually bring")
    return _("Best hour so far: %(hour)s:00, with %(amount)s") % {
        "hour": f"{best.hour:02d}",
        "amount": format_money(best.gross, currency, language),
    }
