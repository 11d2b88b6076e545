"""Which venue a menu page is about: asked for in the address, remembered in the session, else the first one allowed."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from comanda.kernel.access import access_of
from comanda.kernel.errors import ForbiddenError
from tenant_apps.catalog.contracts import MenuVenue
from tenant_apps.catalog.selectors.venues import list_venues, list_venues_among

_SESSION_KEY = "menu_venue"


def allowed_venues(request: HttpRequest) -> list[MenuVenue]:
    return list_venues_among(access_of(request).venue_ids)


def chosen_venue(request: HttpRequest) -> MenuVenue | None:
    """None: the tenant has no venue yet. Raises ForbiddenError where it has, but none for this person."""
    venues = allowed_venues(request)
    if not venues:
        if list_venues():
            raise ForbiddenError(
                _("You do not work at any venue yet."), remedy=_("Ask an owner to add you to your venue.")
            )
        return None
    asked = request.GET.get("venue") or request.POST.get("venue") or request.session.get(_SESSION_KEY, "")
    venue = next((venue for venue in venues if venue.slug == asked), venues[0])
    if request.session.get(_SESSION_KEY) != venue.slug:
        request.session[_SESSION_KEY] = venue.slug
    return venue
