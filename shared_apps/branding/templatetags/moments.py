"""Days and times on pages: `{% load moments %}`.

{{ order.placed_at|clock:venue }}    19:30, or 7:30 PM where people say it so
{{ order.placed_at|day:venue }}      21 Nov 2026
{{ order.placed_at|moment:venue }}   21 Nov 2026, 19:30

`venue` is whatever has a `timezone` and a `country`; without it the tenant's own are taken.
"""

from datetime import date, datetime, time
from typing import Any, Protocol

from django import template
from django.utils.translation import get_language

from comanda.kernel.moments import format_day, format_moment, format_time
from tenants.context import current_tenant

register = template.Library()


class Place(Protocol):
    @property
    def timezone(self) -> str: ...
    @property
    def country(self) -> str: ...


def _habits(place: Place | str | None) -> dict[str, Any]:
    found = place if place and not isinstance(place, str) else current_tenant()
    return {"timezone": found.timezone, "country": found.country, "language": get_language() or "en"}


@register.filter
def clock(at: datetime | time | None, place: Place | str | None = None) -> str:
    return format_time(at, **_habits(place)) if at else ""


@register.filter
def day(at: date | None, place: Place | str | None = None) -> str:
    return format_day(at, **_habits(place)) if at else ""


@register.filter
def weekday(at: date | None, place: Place | str | None = None) -> str:
    """`Sat 21 Nov`: for days that are near."""
    return format_day(at, **_habits(place), with_year=False, with_weekday=True) if at else ""


@register.filter
def moment(at: datetime | None, place: Place | str | None = None) -> str:
    return format_moment(at, **_habits(place)) if at else ""


@register.filter
def moment_seconds(at: datetime | None, place: Place | str | None = None) -> str:
    """For trails, where the order of things matters."""
    return format_moment(at, **_habits(place), seconds=True) if at else ""
