"""The front door of venues: plain functions over dataclasses, in the current tenant's context. Reads cost no query
while the tenant's book is warm; they show the last committed state, never the middle of a transaction."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from tenant_apps.venues.contracts import (
    HoursException,
    OpeningHours,
    OpenState,
    ServiceType,
    TableInfo,
    VenueInfo,
    ZoneInfo,
)
from tenant_apps.venues.errors import VenueNotFoundError
from tenant_apps.venues.selectors import geometry, opening
from tenant_apps.venues.selectors.book import venue_book
from tenant_apps.venues.selectors.words import CHANNEL_WORDS, SERVICE_WORDS, ServiceWord, table_label
from tenant_apps.venues.services.add_tables import add_tables
from tenant_apps.venues.services.change_table import change_table, remove_table, renew_table_code
from tenant_apps.venues.services.open_venue import open_venue
from tenant_apps.venues.services.set_exception import remove_exception, set_exception
from tenant_apps.venues.services.set_hours import set_hours
from tenant_apps.venues.services.set_zone import remove_zone, set_zone
from tenant_apps.venues.services.update_venue import update_venue

__all__ = [
    "CHANNEL_WORDS",
    "SERVICE_WORDS",
    "ServiceWord",
    "add_tables",
    "change_table",
    "find_table",
    "find_venue",
    "find_zone",
    "get_venue",
    "list_exceptions",
    "list_hours",
    "list_services",
    "list_slots",
    "list_tables",
    "list_venues",
    "list_zones",
    "locate",
    "open_state",
    "open_venue",
    "remove_exception",
    "remove_table",
    "remove_zone",
    "renew_table_code",
    "set_exception",
    "set_hours",
    "set_zone",
    "table_label",
    "update_venue",
]


def list_venues(*, active_only: bool = True) -> tuple[VenueInfo, ...]:
    """By name."""
    return tuple(venue for venue in venue_book().venues.values() if venue.is_active or not active_only)


def get_venue(*, venue_id: int) -> VenueInfo:
    """Also a closed one. Raises VenueNotFoundError."""
    venue = venue_book().venues.get(venue_id)
    if venue is None:
        raise VenueNotFoundError(_("There is no such venue."))
    return venue


def find_venue(*, slug: str) -> VenueInfo | None:
    return next((venue for venue in venue_book().venues.values() if venue.slug == slug), None)


def list_services(*, venue_id: int) -> frozenset[ServiceType]:
    """How guests are served: what the venue chose, delivery only while a zone says where to.

    Raises VenueNotFoundError.
    """
    chosen = get_venue(venue_id=venue_id).services
    return chosen if list_zones(venue_id=venue_id) else chosen - {ServiceType.DELIVERY}


def list_hours(*, venue_id: int) -> tuple[OpeningHours, ...]:
    """The week, by weekday and opening time, in the venue's own time."""
    return venue_book().hours.get(venue_id, ())


def list_exceptions(*, venue_id: int, since: date | None = None) -> tuple[HoursException, ...]:
    """By date, from `since` on."""
    days = venue_book().exceptions.get(venue_id, {})
    return tuple(exception for day, exception in days.items() if since is None or day >= since)


def open_state(*, venue_id: int, service: str | None = None, at: datetime) -> OpenState:
    """Whether the venue serves at `at`; `service` None: in any way. Raises VenueNotFoundError."""
    book = venue_book()
    venue = get_venue(venue_id=venue_id)
    return opening.open_state(
        venue=venue,
        hours=book.hours.get(venue_id, ()),
        exceptions=book.exceptions.get(venue_id, {}),
        service=ServiceType(service) if service else None,
        at=at,
        known=book.open_days if book.venues.get(venue_id) is venue else None,
    )


def list_slots(*, venue_id: int, service: str, at: datetime, zone: ZoneInfo | None = None) -> tuple[datetime, ...]:
    """Times (UTC) at which an order placed at `at` may be wanted: in hand at pickup, at the door for delivery.

    `zone`: where a delivery goes. None: nobody knows yet, and only what every zone can be promised is on offer.
    Raises VenueNotFoundError.
    """
    venue = get_venue(venue_id=venue_id)
    road = 0
    if service == ServiceType.DELIVERY:
        road = max((each.minutes for each in ([zone] if zone else list_zones(venue_id=venue_id))), default=0)
    return opening.list_slots(
        venue=venue,
        hours=list_hours(venue_id=venue_id),
        exceptions=venue_book().exceptions.get(venue_id, {}),
        service=ServiceType(service),
        at=at,
        lead_minutes=venue.prep_minutes + road,
    )


def list_zones(*, venue_id: int) -> tuple[ZoneInfo, ...]:
    """In the order in which they are asked."""
    return venue_book().zones.get(venue_id, ())


def find_zone(
    *, venue_id: int, latitude: Decimal | float | None, longitude: Decimal | float | None, postcode: str = ""
) -> ZoneInfo | None:
    """The zone that lists the postcode; where none does, the one that holds the point. None: not delivered."""
    return geometry.zone_at(list_zones(venue_id=venue_id), latitude=latitude, longitude=longitude, postcode=postcode)


def locate(*, text: str, venue_id: int) -> tuple[Decimal, Decimal] | None:
    """(latitude, longitude) of an address, as far as the venue's own zones tell. It asks no outside service: good to a
    neighbourhood, None for what lies elsewhere."""
    venue = get_venue(venue_id=venue_id)
    point = None if venue.latitude is None or venue.longitude is None else (venue.latitude, venue.longitude)
    return geometry.locate(text, zones=list_zones(venue_id=venue_id), venue_postcode=venue.postcode, venue_point=point)


def list_tables(*, venue_id: int) -> tuple[TableInfo, ...]:
    return venue_book().tables.get(venue_id, ())


def find_table(*, token: str) -> TableInfo | None:
    """The table whose QR code holds the token."""
    return venue_book().tables_by_token.get(token)
