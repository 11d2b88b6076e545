"""Everything a tenant's venues are, read in five statements and kept in this process until someone changes it.

Guests' pages ask for hours, zones and tables on every request and they change a few times a month: a warm book costs
no query. Writers announce `venues` after their commit and every process drops its copy; the lifetime is the net for an
announcement lost while Redis was away.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from tenant_apps.venues.contracts import HoursException, OpeningHours, TableInfo, VenueInfo, ZoneInfo
from tenant_apps.venues.models import DeliveryZone, DiningTable, ExceptionDay, OpeningInterval, Venue
from tenant_apps.venues.selectors.infos import exception_info, hours_info, table_info, venue_info, zone_info
from tenant_apps.venues.selectors.opening import Known
from tenants.broadcast import after_silence, announce, on_announcement
from tenants.context import current_tenant
from tenants.local_cache import LocalCache

TOPIC = "venues"
LIFETIME = 300.0


@dataclass(frozen=True, slots=True)
class VenueBook:
    venues: Mapping[int, VenueInfo]
    hours: Mapping[int, tuple[OpeningHours, ...]]
    exceptions: Mapping[int, Mapping[date, HoursException]]
    zones: Mapping[int, tuple[ZoneInfo, ...]]
    tables: Mapping[int, tuple[TableInfo, ...]]
    tables_by_token: Mapping[str, TableInfo]
    open_days: Known = field(default_factory=dict)
    """Opening hours as moments, worked out when first asked for: every order and every page asks."""


_books: LocalCache[VenueBook] = LocalCache(limit=2000, lifetime=LIFETIME)


def venue_book() -> VenueBook:
    """The current tenant's. Inside a transaction that changed venues read the models instead: this may be older."""
    return _books.get(current_tenant().id, _read)


def changed() -> None:
    """Call in the transaction that changed anything here: this process forgets at once, the others after the commit."""
    tenant_id = current_tenant().id
    _forget(tenant_id, "")
    transaction.on_commit(lambda: announce(TOPIC, ""))


def _forget(tenant_id: int, _key: str) -> None:
    _books.forget(tenant_id)


on_announcement(TOPIC, _forget)
after_silence(_books.forget_all)


def _read() -> VenueBook:
    hours: dict[int, list[OpeningHours]] = defaultdict(list)
    for interval in OpeningInterval.objects.order_by("weekday", "opens", "pk"):
        hours[interval.venue_id].append(hours_info(interval))
    exceptions: dict[int, dict[date, HoursException]] = defaultdict(dict)
    for day in ExceptionDay.objects.order_by("day"):
        exceptions[day.venue_id][day.day] = exception_info(day)
    zones: dict[int, list[ZoneInfo]] = defaultdict(list)
    for zone in DeliveryZone.objects.order_by("priority", "pk"):
        zones[zone.venue_id].append(zone_info(zone))
    tables: dict[int, list[TableInfo]] = defaultdict(list)
    for table in DiningTable.objects.order_by("pk"):
        tables[table.venue_id].append(table_info(table))
    every_table = [table for group in tables.values() for table in group]
    return VenueBook(
        venues={venue.pk: venue_info(venue) for venue in Venue.objects.order_by("name", "pk")},
        hours={key: tuple(group) for key, group in hours.items()},
        exceptions=dict(exceptions),
        zones={key: tuple(group) for key, group in zones.items()},
        tables={key: tuple(group) for key, group in tables.items()},
        tables_by_token={table.token: table for table in every_table},
    )
