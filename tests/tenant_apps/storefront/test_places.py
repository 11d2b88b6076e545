"""What a venue's card says of its hours."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from comanda.kernel import clock
from tenant_apps.storefront.web.places import describe_place
from tenant_apps.venues.contracts import NewVenue, OpeningHours
from tenant_apps.venues.facade import list_venues, open_venue
from tenants.context import TenantRef, use_tenant

ROME = ZoneInfo("Europe/Rome")
MONDAY_NIGHT = OpeningHours(weekday=0, opens=time(18), closes=time(23))
TUESDAY_LUNCH = OpeningHours(weekday=1, opens=time(11, 30), closes=time(15))


@pytest.mark.parametrize(
    ("moment", "said", "in_italian"),
    [
        ("2026-06-15T16:00", "Closed, opens 18:00", "Chiuso, apre alle 18:00"),
        ("2026-06-15T22:00", "Open, orders until 22:45", ""),
        ("2026-06-15T22:50", "Closed, opens tomorrow at 11:30", "Chiuso, apre domani alle 11:30"),
        ("2026-06-15T23:30", "Closed, opens tomorrow at 11:30", "Chiuso, apre domani alle 11:30"),
        ("2026-06-16T00:10", "Closed, opens 11:30", ""),
        ("2026-06-16T14:50", "Closed, opens Mon 18:00", ""),
    ],
)
def test_a_card_says_when_orders_are_taken_again(
    moment: str,
    said: str,
    in_italian: str,
    tenant_a: TenantRef,
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=ROME)
    with use_tenant(tenant_a):
        hours = (MONDAY_NIGHT, TUESDAY_LUNCH)
        made = open_venue(new=NewVenue(name="Centro", city="Milano", hours=hours))
        [venue] = [venue for venue in list_venues() if venue.id == made.id]
        monkeypatch.setattr(clock, "source", lambda: at)
        with django_assert_num_queries(0), override("en"):
            place = describe_place(venue=venue, language="en")
        assert place.state == said
        assert 0 < place.seconds <= (datetime(2026, 6, at.day + 1, tzinfo=ROME) - at).total_seconds()
        with override("it"):
            assert in_italian in describe_place(venue=venue, language="it").state
