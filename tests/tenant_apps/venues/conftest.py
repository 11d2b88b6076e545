"""A venue for each tenant, under the same slug: whatever leaks shows."""

from datetime import time
from decimal import Decimal

import pytest

from tenant_apps.venues import facade
from tenant_apps.venues.contracts import NewVenue, NewZone, OpeningHours, VenueInfo
from tenants.context import TenantRef, use_tenant

ALWAYS = tuple(OpeningHours(weekday=day, opens=time(0), closes=time(0)) for day in range(7))


def open_one(tenant: TenantRef, city: str, longitude: float) -> VenueInfo:
    with use_tenant(tenant):
        venue = facade.open_venue(
            new=NewVenue(
                name="Centro",
                city=city,
                postcode="20144",
                latitude=Decimal("45.45"),
                longitude=Decimal(str(longitude)),
                hours=ALWAYS,
            )
        )
        ring = tuple(
            (longitude + x, 45.45 + y) for x, y in ((-0.02, -0.02), (0.02, -0.02), (0.02, 0.02), (-0.02, 0.02))
        )
        zone = NewZone(name=f"Around {city}", polygon=ring, fee=Decimal("2.90"), postcodes=("20144",))
        facade.set_zone(venue_id=venue.id, zone=zone)
        facade.add_tables(venue_id=venue.id, names=["1", "2"])
    return venue


@pytest.fixture
def venue_a(db, tenant_a: TenantRef) -> VenueInfo:
    return open_one(tenant_a, "Milano", 9.17)


@pytest.fixture
def venue_b(db, tenant_b: TenantRef) -> VenueInfo:
    return open_one(tenant_b, "London", -0.07)
