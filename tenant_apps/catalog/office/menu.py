"""`/office/menu/`: the whole draft on one page, edited where it is read."""

import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comanda.kernel.access import access_of, requires
from comanda.kernel.money import exponent
from comanda.kernel.tabular import write_csv
from tenant_apps.catalog.contracts import MenuVenue
from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.office.venue_choice import allowed_venues, chosen_venue
from tenant_apps.catalog.selectors.board import list_sections
from tenant_apps.catalog.selectors.editor import list_removed
from tenant_apps.catalog.selectors.export import COLUMNS, export_rows
from tenant_apps.catalog.selectors.published import Latest, get_latest
from tenant_apps.catalog.selectors.unpublished import list_unpublished_changes
from tenant_apps.catalog.services.change_prices import rounding_steps
from tenants.context import current_tenant


@require_GET
@requires("menu.view")
def menu(request: HttpRequest) -> HttpResponse:
    venue = chosen_venue(request)
    sections = list_sections(venue=venue)
    context = {
        **base(request, venue),
        **publication(request, venue),
        "sections": sections,
        "item_count": sum(len(section.rows) for section in sections if section.category),
    }
    return render(request, "catalog/menu.html", context)


@require_GET
@requires("menu.view")
def publish_bar(request: HttpRequest) -> HttpResponse:
    venue = chosen_venue(request)
    return render(request, "catalog/_publish_bar.html", {**base(request, venue), **publication(request, venue)})


@require_GET
@requires("menu.view")
def changes(request: HttpRequest) -> HttpResponse:
    """What publishing would change, in a dialog."""
    venue = chosen_venue(request)
    return render(request, "catalog/_changes.html", {**base(request, venue), **publication(request, venue)})


@require_GET
@requires("menu.view")
def export(request: HttpRequest) -> HttpResponse:
    """The draft as CSV, in the format an import takes back."""
    text = io.StringIO(newline="")
    write_csv(text, COLUMNS, export_rows())
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="menu-{current_tenant().slug}.csv"'
    return response


@require_GET
@requires("menu.view")
def removed(request: HttpRequest) -> HttpResponse:
    """What was removed, the latest first, with a way back."""
    access = access_of(request)
    return render(request, "catalog/removed.html", {"items": list_removed(), "may_edit": access.can("menu.edit")})


def base(request: HttpRequest, venue: MenuVenue | None) -> dict[str, Any]:
    """What every fragment of the menu page needs."""
    access = access_of(request)
    venue_id = venue.id if venue else None
    currency = current_tenant().currency
    return {
        "venue": venue,
        "venues": allowed_venues(request),
        "currency": currency,
        "price_decimals": exponent(currency),
        "rounding_steps": rounding_steps(currency),
        "may_edit": access.can("menu.edit"),
        "may_import": access.can("imports.run"),
        "may_publish": venue is not None and access.can("menu.publish", venue_id),
        "may_eighty_six": venue is not None and access.can("menu.eighty_six", venue_id),
    }


def publication(request: HttpRequest, venue: MenuVenue | None) -> dict[str, Any]:
    latest: Latest | None = None
    if venue is None:
        return {"latest": None, "changes": ()}
    try:
        latest = get_latest(venue_id=venue.id)
    except MenuNotPublishedError:
        latest = None
    return {"latest": latest, "changes": list_unpublished_changes(venue_id=venue.id)}
