"""`/`: choose a venue, or go straight to the only one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.facade import get_menu
from tenant_apps.storefront.web.cards import Picture, picture
from tenant_apps.storefront.web.places import describe_place
from tenant_apps.venues.facade import list_venues

WIDE = 640
"""Pixels: a venue's card on a desk, twice as dense."""


@gzip_page
@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    venues = list_venues()
    if len(venues) == 1:
        return redirect("storefront:menu", slug=venues[0].slug)
    language = get_language() or "en"
    places = sorted(
        ((describe_place(venue=venue, language=language), _taste(venue.id, turn)) for turn, venue in enumerate(venues)),
        key=lambda shown: not shown[0].is_open,
    )
    return render(request, "storefront/venues.html", {"places": places, "canonical": request.build_absolute_uri("/")})


def _taste(venue_id: int, turn: int) -> Picture | None:
    """A dish the venue is proud of; each turn another one, so that venues with one menu don't all look the same."""
    try:
        items = get_menu(venue_id=venue_id).items.values()
    except MenuNotPublishedError:
        return None
    found = [item for item in items if item.image] or []
    proud = [item for item in found if item.is_featured] or found
    return picture(proud[turn % len(proud)].image, WIDE) if proud else None
