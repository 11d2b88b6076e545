"""Rows as the dataclasses other rooms see."""

from datetime import time

from comanda.kernel.money import quantize
from tenant_apps.venues.contracts import HoursException, OpeningHours, ServiceType, TableInfo, VenueInfo, ZoneInfo
from tenant_apps.venues.models import DeliveryZone, DiningTable, ExceptionDay, OpeningInterval, Venue
from tenants.context import current_tenant


def venue_info(venue: Venue) -> VenueInfo:
    return VenueInfo(
        id=venue.pk,
        name=venue.name,
        slug=venue.slug,
        code=venue.code,
        country=venue.country,
        currency=venue.currency,
        timezone=venue.timezone,
        languages=tuple(venue.languages),
        address=venue.address,
        city=venue.city,
        postcode=venue.postcode,
        latitude=venue.latitude,
        longitude=venue.longitude,
        phone=venue.phone,
        email=venue.email,
        services=frozenset(ServiceType(service) for service in venue.services),
        prep_minutes=venue.prep_minutes,
        auto_accept=venue.auto_accept,
        day_ends_at=venue.day_ends_at,
        is_active=venue.is_active,
        tax_number=venue.tax_number,
        sales_tax_percent=venue.sales_tax_percent,
        last_order_minutes=venue.last_order_minutes,
        slot_minutes=venue.slot_minutes,
        days_ahead=venue.days_ahead,
    )


def hours_info(interval: OpeningInterval) -> OpeningHours:
    return OpeningHours(
        weekday=interval.weekday,
        opens=interval.opens,
        closes=interval.closes,
        service=ServiceType(interval.service) if interval.service else None,
    )


def exception_info(day: ExceptionDay) -> HoursException:
    return HoursException(
        day=day.day,
        name=day.name,
        intervals=tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in day.intervals),
    )


def zone_info(zone: DeliveryZone) -> ZoneInfo:
    """Amounts as they are paid: the table keeps more decimals than most currencies have."""
    currency = current_tenant().currency
    return ZoneInfo(
        id=zone.pk,
        venue_id=zone.venue_id,
        name=zone.name,
        fee=quantize(zone.fee, currency),
        minimum=quantize(zone.minimum, currency),
        free_from=None if zone.free_from is None else quantize(zone.free_from, currency),
        minutes=zone.minutes,
        polygon=tuple((float(x), float(y)) for x, y in zone.polygon),
        postcodes=tuple(zone.postcodes),
        priority=zone.priority,
    )


def table_info(table: DiningTable) -> TableInfo:
    return TableInfo(id=table.pk, venue_id=table.venue_id, name=table.name, token=table.token, seats=table.seats)
