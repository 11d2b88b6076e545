"""How today is going, and what needs somebody: everything the home page says."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.clock import business_date, now
from comanda.kernel.errors import ValidationFailedError
from tenant_apps.catalog.contracts import TaxCategory
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.facade import get_menu, list_eighty_sixed
from tenant_apps.office.selectors.day_so_far import chart, chart_title, from_opening, headline, hours_in
from tenant_apps.ordering.contracts import OPEN, OpenCounts, OrderInfo, SalesDay
from tenant_apps.ordering.facade import count_open, list_orders, sales_today
from tenant_apps.pricing.facade import tax_rate
from tenant_apps.venues.contracts import ServiceType, VenueInfo
from tenant_apps.venues.facade import table_label

WAITS_TOO_LONG = timedelta(minutes=5)
"""An order nobody has accepted by then is named on the home page."""

SHOWN = 8
"""Open orders on the home page; the board has them all."""


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
class OpenOrder:
    order: OrderInfo
    venue: VenueInfo
    venue_name: str
    """Empty where there is only one to see."""
    is_late: bool

    @property
    def who(self) -> str:
        return table_label(self.order.table_name) or self.order.contact.name


@dataclass(frozen=True, slots=True)
class Today:
    headline: str
    sales: SalesDay
    counts: OpenCounts
    open_orders: tuple[OpenOrder, ...]
    """The most urgent ones, in that order."""
    needs: tuple[Need, ...]
    sold_out: tuple[SoldOut, ...]
    chart: tuple[dict[str, Any], ...]
    chart_title: str
    day: date
    orders_url: str
    """Where this day's orders are listed; what narrows them is added with `&`."""
    board_url: str

    @property
    def sold_out_names(self) -> tuple[str, ...]:
        """Each dish once, at however many venues it is off."""
        return tuple(dict.fromkeys(row.name for row in self.sold_out))


def get_today(*, venues: tuple[VenueInfo, ...], venue_id: int | None, language: str) -> Today:
    """Of one venue, or of all that are given (there must be one). The business day is the first venue's."""
    first = next((venue for venue in venues if venue.id == venue_id), venues[0])
    shown = tuple(venue for venue in venues if venue_id in (None, venue.id))
    day = business_date(now(), first.timezone, first.day_ends_at)
    sales = from_opening(sales_today(venue_id=venue_id, business_date=day), first.day_ends_at.hour)
    where = {"venue": venue_id} if venue_id else {}
    orders_url = f"/office/orders/history/?{urlencode({**where, 'since': day, 'until': day})}"
    board_url = f"/office/orders/?{urlencode(where)}" if where else "/office/orders/"
    ids = [venue.id for venue in shown]
    counts = count_open(venue_ids=ids)
    urgent: tuple[OrderInfo, ...] = ()
    if counts.open:
        urgent = list_orders(venue_ids=ids, states=OPEN, include_unpaid=False, urgent_first=True, limit=SHOWN)
    sold_out = tuple(entry for venue in shown for entry in _sold_out(venue))
    return Today(
        headline=headline(sales, hours_in(first), first.currency, language),
        sales=sales,
        counts=counts,
        open_orders=_open_rows(urgent, shown),
        needs=_needs(counts, shown, board_url),
        sold_out=sold_out,
        chart=chart(sales, first, language, orders_url),
        chart_title=chart_title(sales, first, language),
        day=day,
        orders_url=orders_url,
        board_url=board_url,
    )


def _open_rows(orders: tuple[OrderInfo, ...], venues: tuple[VenueInfo, ...]) -> tuple[OpenOrder, ...]:
    by_id = {venue.id: venue for venue in venues}
    at = now()
    return tuple(
        OpenOrder(
            order=order,
            venue=by_id[order.venue_id],
            venue_name=by_id[order.venue_id].name if len(venues) > 1 else "",
            is_late=order.is_late(at),
        )
        for order in orders
    )


def _needs(counts: OpenCounts, venues: tuple[VenueInfo, ...], board_url: str) -> tuple[Need, ...]:
    needs: list[Need] = []
    if counts.waiting_since is not None:
        waiting, late_since = counts.waiting, now() - WAITS_TOO_LONG
        text = ngettext("%(count)s order waits to be accepted.", "%(count)s orders wait to be accepted.", waiting)
        kind = "danger" if counts.waiting_since < late_since else "warning"
        needs.append(Need("receipt-text", kind, text % {"count": waiting}, board_url))
    if late := counts.late:
        text = ngettext("%(count)s order is later than promised.", "%(count)s orders are later than promised.", late)
        needs.append(Need("alarm-clock", "danger", text % {"count": late}, board_url))
    silent = _("%(venue)s has no published menu: nobody can order.")
    needs += [
        Need("book-open", "warning", silent % {"venue": venue.name}, "/office/menu/")
        for venue in venues
        if not _has_menu(venue.id)
    ]
    untaxed = _("%(venue)s has no sales tax set: nothing can be ordered.")
    needs += [
        Need(icon="percent", kind="warning", text=untaxed % {"venue": venue.name}, url=f"/office/venues/{venue.id}/")
        for venue in venues
        if _awaits_sales_tax(venue)
    ]
    return tuple(needs)


def _has_menu(venue_id: int) -> bool:
    try:
        get_menu(venue_id=venue_id)
    except MenuNotPublishedError:
        return False
    return True


def _awaits_sales_tax(venue: VenueInfo) -> bool:
    """Where towns set the tax: nobody has told the venue's yet, and nothing can be sold without it."""
    try:
        tax_rate(
            country=venue.country,
            tax_category=TaxCategory.FOOD,
            service=ServiceType.PICKUP,
            on=now().date(),
            local_rate=venue.sales_tax_rate,
        )
    except ValidationFailedError as refusal:
        return refusal.code == "sales_tax_unset"
    return False


def _sold_out(venue: VenueInfo) -> list[SoldOut]:
    rows = list_eighty_sixed(venue_id=venue.id)
    if not rows or not _has_menu(venue.id):
        return []
    items = get_menu(venue_id=venue.id).items
    return [
        SoldOut(name=items[row.item_id].name, venue=venue.name, until=row.until) for row in rows if row.item_id in items
    ]
