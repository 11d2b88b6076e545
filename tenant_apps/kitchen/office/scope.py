"""Which venue and station a display shows: the address says it, the device remembers it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comanda.kernel.access import access_of
from comanda.kernel.errors import ForbiddenError
from tenant_apps.kitchen.contracts import StationInfo
from tenant_apps.kitchen.selectors.tickets import list_stations
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo

CAPABILITY = "kitchen.work"
COOKIE = "kitchen_display"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Scope:
    venue: VenueInfo | None
    """None: the tenant has no venue this person may cook for."""
    venues: tuple[VenueInfo, ...]
    station: str
    stations: tuple[StationInfo, ...]

    @property
    def query(self) -> str:
        return urlencode({"venue": self.venue.id if self.venue else "", "station": self.station})

    @property
    def topic(self) -> str:
        return f"kitchen:{self.venue.id}" if self.venue else ""


def find_scope(request: HttpRequest) -> Scope:
    """From ?venue=&station=, else from what this device showed last, else the first venue. Raises ForbiddenError."""
    access = access_of(request)
    allowed = tuple(venue for venue in venues.list_venues() if access.can(CAPABILITY, venue.id))
    remembered_venue, _sep, remembered_station = request.COOKIES.get(COOKIE, "").partition(":")
    asked = request.GET.get("venue", "")
    if asked and asked not in {str(venue.id) for venue in allowed}:
        raise ForbiddenError(_("You don't work in that venue's kitchen."), remedy=_("Choose one of your own venues."))
    wanted = asked or remembered_venue
    venue = next((venue for venue in allowed if str(venue.id) == wanted), allowed[0] if allowed else None)
    stations = list_stations(venue_ids=[venue.id]) if venue else ()
    station = request.GET.get("station", remembered_station if not asked else "")
    known = {found.code for found in stations}
    return Scope(venue, allowed, station if station in known else "", stations)


def remember(response: HttpResponse, scope: Scope) -> None:
    if scope.venue is not None:
        value = f"{scope.venue.id}:{scope.station}"
        response.set_cookie(COOKIE, value, max_age=_YEAR, path="/kitchen/", samesite="Lax", httponly=True)
