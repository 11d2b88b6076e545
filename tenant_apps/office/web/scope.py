"""Which venues a person sees, and which of them they are looking at."""

from django.http import HttpRequest

from comanda.kernel.access import Access, access_of
from comanda.kernel.numbers import whole_number
from tenant_apps.venues.contracts import VenueInfo
from tenant_apps.venues.facade import list_venues


def visible_venues(access: Access) -> tuple[VenueInfo, ...]:
    return tuple(venue for venue in list_venues() if access.venue_ids is None or venue.id in access.venue_ids)


def chosen_venue(request: HttpRequest, venues: tuple[VenueInfo, ...]) -> int | None:
    """The venue in `?venue=`, if they may see it; else None for all venues, or the first of theirs."""
    wanted = whole_number(request.GET.get("venue", ""))
    ids = [venue.id for venue in venues]
    if wanted in ids:
        return wanted
    sees_all = access_of(request).venue_ids is None
    return ids[0] if ids and (len(ids) == 1 or not sees_all) else None
