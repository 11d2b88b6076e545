"""Stations: where each dish is made, so that every cook reads only what concerns them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import requires
from comanda.kernel.errors import DomainError
from comanda.kernel.numbers import whole_number
from tenant_apps.catalog.contracts import MadeHeading
from tenant_apps.catalog.facade import assign_stations, list_makers
from tenant_apps.kitchen.contracts import DEFAULT_STATION, StationRow
from tenant_apps.kitchen.selectors.stations import list_station_rows
from tenant_apps.kitchen.services.close_station import close_station
from tenant_apps.kitchen.services.order_stations import order_stations
from tenant_apps.kitchen.services.save_station import LONGEST, add_station, rename_station
from tenant_apps.venues.facade import list_venues

CAPABILITY = "menu.edit"
MOST_DISHES_NAMED = 4


@require_GET
@never_cache
@requires(CAPABILITY)
def stations(request: HttpRequest) -> HttpResponse:
    rows, headings = _with_default(list_station_rows()), list_makers()
    known = {row.code for row in rows}
    # A code that came with a file or an older draft is a station too: it gets its screen with the first ticket.
    unknown = sorted({code for code in _codes(headings) if code and code not in known})
    context = {
        "rows": [(row, made) for row in rows if (made := _made_at(row.code, headings)) or row.venues],
        "headings": headings,
        "options": [*((row.code, row.name) for row in rows), *((code, code) for code in unknown)],
        "default": DEFAULT_STATION,
        "longest": LONGEST,
    }
    return render(request, "kitchen/stations.html", context)


@require_POST
@requires(CAPABILITY)
def add(request: HttpRequest) -> HttpResponse:
    name = request.POST.get("name", "")
    venue_ids = [venue.id for venue in list_venues(active_only=False)]
    return _done(request, lambda: add_station(name=name, venue_ids=venue_ids), _("The station is set up."))


@require_POST
@requires(CAPABILITY)
def rename(request: HttpRequest, code: str) -> HttpResponse:
    name = request.POST.get("name", "")
    return _done(request, lambda: rename_station(code=code, name=name), _("The new name is on every display."))


@require_POST
@requires(CAPABILITY)
def close(request: HttpRequest, code: str) -> HttpResponse:
    return _done(request, lambda: close_station(code=code), _("The station is taken away."))


@require_POST
@requires(CAPABILITY)
def move(request: HttpRequest) -> HttpResponse:
    """One place up or down: `code`, and `by` of -1 or 1."""
    codes = [row.code for row in list_station_rows()]
    code, by = request.POST.get("code", ""), request.POST.get("by", "")
    if code in codes and by in {"-1", "1"}:
        place = codes.index(code)
        codes.insert(min(max(place + int(by), 0), len(codes) - 1), codes.pop(place))
        order_stations(codes=codes)
    return redirect("kitchen_stations:stations")


@require_POST
@requires(CAPABILITY)
def assign(request: HttpRequest) -> HttpResponse:
    """`heading-<id>` and `dish-<id>` name a station's code; empty means inherited."""
    known = {row.code for row in _with_default(list_station_rows())} | {code for code in _codes(list_makers()) if code}
    wanted: dict[str, dict[int, str]] = {"heading": {}, "dish": {}}
    for name, code in request.POST.items():
        kind, _sep, text = name.partition("-")
        number = whole_number(text)
        if kind in wanted and number is not None and (code in known or not code):
            wanted[kind][number] = str(code)
    changed = assign_stations(categories=wanted["heading"], items=wanted["dish"])
    if changed:
        messages.success(request, _("Saved. The kitchen follows when you publish the menu."))
    return redirect("kitchen_stations:stations")


def _done(request: HttpRequest, act: Callable[[], object], message: str) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        details = [str(text) for texts in refusal.fields.values() for text in texts] or [str(refusal.message)]
        messages.error(request, " ".join([*details, str(refusal.remedy)]).strip())
    else:
        messages.success(request, message)
    return redirect("kitchen_stations:stations")


def _with_default(rows: tuple[StationRow, ...]) -> tuple[StationRow, ...]:
    """The default station is always there, also before its first ticket."""
    if any(row.code == DEFAULT_STATION for row in rows):
        return rows
    return (*rows, StationRow(code=DEFAULT_STATION, name=_("Kitchen"), venues=0))


def _codes(headings: tuple[MadeHeading, ...]) -> set[str]:
    return {code for heading in headings for code in (heading.station, *(dish.station for dish in heading.dishes))}


def _made_at(code: str, headings: tuple[MadeHeading, ...]) -> list[str]:
    """Headings made there, then the dishes of other headings."""
    whole = [heading.name for heading in headings if heading.id and (heading.station or DEFAULT_STATION) == code]
    single = [
        dish.name
        for heading in headings
        for dish in heading.dishes
        if dish.station == code and (heading.station or DEFAULT_STATION) != code
    ]
    hidden = len(single) - MOST_DISHES_NAMED
    more = [_("and %(count)s more") % {"count": hidden}] if hidden > 0 else []
    return [*whole, *single[:MOST_DISHES_NAMED], *more]
