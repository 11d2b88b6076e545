"""How a day's sales compare with the usual ones: a sentence that is true or says nothing, and a chart of its hours."""

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comanda.kernel.clock import now, zone
from comanda.kernel.moments import format_time
from comanda.kernel.money import format_money
from tenant_apps.ordering.contracts import SalesDay
from tenant_apps.venues.contracts import VenueInfo

ENOUGH_TO_COMPARE = Decimal("0.15")
"""Of a usual day's turnover: before that much of it is usually in, a comparison says nothing."""

HARDLY_ANY = Decimal("0.02")
"""Of the best hour: what usually sells less than that at the day's ends gets no bar."""

FAR_ABOVE = 100
"""Percent above the usual from which a number says less than "more than twice"."""


def from_opening(sales: SalesDay, turns_at: int) -> SalesDay:
    """The hours in the order of the business day: what is sold at half past midnight comes last."""
    return replace(sales, hours=sales.hours[turns_at:] + sales.hours[:turns_at])


def hours_in(venue: VenueInfo) -> float:
    """How far the business day is, in hours since it turned."""
    local = now().astimezone(zone(venue.timezone))
    return (local.hour - venue.day_ends_at.hour) % 24 + local.minute / 60


def headline(sales: SalesDay, hours_in: float, currency: str, language: str) -> str:
    """The answer to "how is today going?" in one sentence. `hours_in`: how far the business day is."""
    count = sales.totals.orders
    if not count:
        return _("No orders yet today. The day is young.")
    amount = format_money(sales.totals.gross, currency, language)
    if not sales.previous.gross:
        text = ngettext("%(amount)s from %(count)s order so far.", "%(amount)s from %(count)s orders so far.", count)
        return text % {"amount": amount, "count": count}
    share = _above_usual(sales, hours_in)
    return _compared(share) % {"amount": amount, "percent": abs(share or 0)}


def _compared(share: int | None) -> str:
    """In words what `share` percent above (below: negative) the usual is."""
    if share is None:
        return _("%(amount)s so far.")
    if share >= FAR_ABOVE:
        return _("%(amount)s so far: more than twice the usual.")
    if share >= 5:
        return _("%(amount)s so far: %(percent)s%% better than usual.")
    if share <= -5:
        return _("%(amount)s so far: %(percent)s%% below usual.")
    return _("%(amount)s so far: a day like any other.")


def _above_usual(sales: SalesDay, hours_in: float) -> int | None:
    """Percent above (below: negative) what is usually in by now, the running hour counted by its share.

    None while so little of a usual day is in that one table more or less would decide the sentence.
    """
    full, share = int(hours_in), Decimal(hours_in % 1)
    usual = sum((hour.usual for hour in sales.hours[:full]), Decimal(0))
    if full < len(sales.hours):
        usual += sales.hours[full].usual * share
    whole_day = sum((hour.usual for hour in sales.hours), Decimal(0))
    if not usual or usual < whole_day * ENOUGH_TO_COMPARE:
        return None
    # With anything sold at all it is never a hundred percent less.
    return max(-99, round((sales.totals.gross - usual) / usual * 100))


def chart(sales: SalesDay, venue: VenueInfo, language: str, orders_url: str) -> tuple[dict[str, Any], ...]:
    """One bar an hour, from the first to the last that counts, today or usually; each leads to its orders."""
    little = max((hour.usual for hour in sales.hours), default=Decimal(0)) * HARDLY_ANY
    busy = [place for place, hour in enumerate(sales.hours) if hour.gross or hour.usual > little]
    if not busy:
        return ()
    return tuple(
        {
            "label": f"{hour.hour:02d}",
            "value": float(hour.gross),
            "text": format_money(hour.gross, venue.currency, language),
            "base": float(hour.usual),
            "base_text": format_money(hour.usual, venue.currency, language),
            "url": f"{orders_url}&hour={hour.hour}" if hour.orders else "",
        }
        for hour in sales.hours[busy[0] : busy[-1] + 1]
    )


def chart_title(sales: SalesDay, venue: VenueInfo, language: str) -> str:
    best = max(sales.hours, key=lambda hour: hour.gross, default=None)
    if best is None or not best.gross:
        return _("What the hours usually bring")
    return _("Best hour so far: %(hour)s, with %(amount)s") % {
        "hour": format_time(time(best.hour), timezone=venue.timezone, country=venue.country, language=language),
        "amount": format_money(best.gross, venue.currency, language),
    }
