"""What the catalog needs to know of venues: the two are siblings, so the composition root introduces them."""

from datetime import datetime

from tenant_apps.catalog.contracts import MenuVenue
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import VenueInfo
from tenant_apps.venues.errors import VenueNotFoundError


class Venues:
    def list_venues(self) -> tuple[MenuVenue, ...]:
        return tuple(_for_the_menu(venue) for venue in venues.list_venues())

    def find_venue(self, *, venue_id: int | None = None, slug: str = "") -> MenuVenue | None:
        if venue_id is None:
            found = venues.find_venue(slug=slug)
            return _for_the_menu(found) if found is not None else None
        try:
            return _for_the_menu(venues.get_venue(venue_id=venue_id))
        except VenueNotFoundError:
            return None

    def closing_time(self, *, venue_id: int, at: datetime) -> datetime | None:
        return venues.open_state(venue_id=venue_id, at=at).until


def _for_the_menu(venue: VenueInfo) -> MenuVenue:
    return MenuVenue(
        id=venue.id,
        name=venue.name,
        slug=venue.slug,
        currency=venue.currency,
        timezone=venue.timezone,
        country=venue.country,
    )
