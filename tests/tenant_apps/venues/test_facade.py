"""The front door: what is written is read back, once, by its own tenant alone, and for no query while warm."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import (
    HoursException,
    NewVenue,
    NewZone,
    OpeningHours,
    ServiceType,
    VenueInfo,
    ZoneInfo,
)
from tenant_apps.venues.errors import VenueNotFoundError, ZoneNotFoundError
from tenant_apps.venues.models import DiningTable, OpeningInterval, Venue
from tenant_apps.venues.selectors.book import venue_book
from tenants.broadcast import announce
from tenants.context import TenantRef, use_tenant

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
TRIANGLE = ((9.1, 45.4), (9.2, 45.4), (9.2, 45.5))


def test_a_venue_takes_the_tenants_country_money_and_time(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    assert (venue_a.country, venue_a.currency, venue_a.timezone) == ("IT", "EUR", "Europe/Rome")
    assert venue_a.code == "MI1"
    assert facade.get_venue(venue_id=venue_a.id) == venue_a
    assert facade.find_venue(slug="centro") == venue_a


def test_opening_twice_opens_once(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    again = facade.open_venue(new=NewVenue(name="Centro", city="Torino", hours=()))
    assert again == venue_a
    assert Venue.objects.count() == 1
    assert OpeningInterval.objects.count() == 7


def test_codes_count_on_within_a_city(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    assert facade.open_venue(new=NewVenue(name="Navigli", city="Milano")).code == "MI2"
    with pytest.raises(ValidationFailedError) as refused:
        facade.open_venue(new=NewVenue(name="Isola", code="MI1"))
    assert "code" in refused.value.fields
    assert Venue.objects.count() == 2


@pytest.mark.parametrize(
    ("new", "field"), [(NewVenue(name="  "), "name"), (NewVenue(name="x", timezone="Mars/Base"), "timezone")]
)
def test_nonsense_is_refused_and_opens_nothing(as_tenant_a: TenantRef, new: NewVenue, field: str) -> None:
    with pytest.raises(ValidationFailedError) as refused:
        facade.open_venue(new=new)
    assert field in refused.value.fields
    assert not Venue.objects.exists()


def test_each_tenant_sees_its_own_and_nothing_else(
    tenant_a: TenantRef, tenant_b: TenantRef, venue_a: VenueInfo, venue_b: VenueInfo
) -> None:
    with use_tenant(tenant_a):
        token = facade.list_tables(venue_id=venue_a.id)[0].token
        assert [venue.city for venue in facade.list_venues()] == ["Milano"]
        assert facade.find_zone(venue_id=venue_a.id, latitude=45.45, longitude=9.17) is not None
    with use_tenant(tenant_b):
        assert [venue.city for venue in facade.list_venues()] == ["London"]
        assert facade.find_zone(venue_id=venue_b.id, latitude=45.45, longitude=9.17) is None
        assert facade.find_table(token=token) is None
        assert facade.locate(text="20144", venue_id=venue_b.id) == (Decimal("45.45"), Decimal("-0.07"))
    with use_tenant(tenant_a):
        assert facade.find_table(token=token) is not None


def test_a_warm_book_costs_no_query(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    token = facade.list_tables(venue_id=venue_a.id)[0].token
    with CaptureQueriesContext(connection) as queries:
        facade.list_venues()
        facade.open_state(venue_id=venue_a.id, service="delivery", at=NOON)
        facade.list_slots(venue_id=venue_a.id, service="pickup", at=NOON)
        facade.find_zone(venue_id=venue_a.id, latitude=45.45, longitude=9.17)
        facade.find_table(token=token)
        facade.locate(text="20144", venue_id=venue_a.id)
    assert len(queries) == 0


def test_a_cold_book_costs_five(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    announce("venues")
    with CaptureQueriesContext(connection) as queries:
        venue_book()
    assert len(queries) == 5


def test_a_change_in_another_process_is_seen(as_tenant_a: TenantRef, tenant_b: TenantRef, venue_a: VenueInfo) -> None:
    facade.list_venues()
    Venue.objects.filter(pk=venue_a.id).update(name="Changed elsewhere")
    announce("venues", tenant_id=tenant_b.id)
    assert facade.list_venues()[0].name == "Centro", "another tenant's news is not ours"
    announce("venues")
    assert facade.list_venues()[0].name == "Changed elsewhere"


def test_what_is_remembered_of_a_day_ends_with_the_hours_it_was_worked_out_from(
    as_tenant_a: TenantRef, venue_a: VenueInfo
) -> None:
    at = NOON.replace(hour=3)

    def is_open(moment: datetime) -> bool:
        return facade.open_state(venue_id=venue_a.id, at=moment).is_open

    for days in range(600):
        is_open(at + timedelta(days=days))
    assert 0 < len(venue_book().open_days) <= 256, "days are many, what is remembered of them is not"
    always = [OpeningHours(weekday=day, opens=time(0), closes=time(0)) for day in range(7)]
    facade.set_hours(venue_id=venue_a.id, hours=always)
    assert is_open(at)
    facade.set_exception(venue_id=venue_a.id, exception=HoursException(day=at.date(), name="Closed", intervals=()))
    assert not is_open(at)
    facade.set_hours(venue_id=venue_a.id, hours=[])
    assert not is_open(at + timedelta(days=1))


def test_the_week_is_replaced_and_overlaps_are_refused(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    lunch = OpeningHours(weekday=0, opens=time(12), closes=time(15))
    facade.set_hours(venue_id=venue_a.id, hours=[lunch])
    assert facade.list_hours(venue_id=venue_a.id) == (lunch,)
    overlapping = OpeningHours(weekday=0, opens=time(14), closes=time(16))
    with pytest.raises(ValidationFailedError):
        facade.set_hours(venue_id=venue_a.id, hours=[lunch, overlapping])
    assert facade.list_hours(venue_id=venue_a.id) == (lunch,)
    delivery = replace(overlapping, service=ServiceType.DELIVERY)
    facade.set_hours(venue_id=venue_a.id, hours=[lunch, delivery])
    assert set(facade.list_hours(venue_id=venue_a.id)) == {lunch, delivery}


def test_sunday_night_may_not_run_into_monday_morning(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    sunday = OpeningHours(weekday=6, opens=time(20), closes=time(3))
    monday = OpeningHours(weekday=0, opens=time(2), closes=time(9))
    with pytest.raises(ValidationFailedError):
        facade.set_hours(venue_id=venue_a.id, hours=[monday, sunday])
    facade.set_hours(venue_id=venue_a.id, hours=[replace(monday, opens=time(3)), sunday])


def test_an_exception_replaces_the_one_before_and_can_go(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    day = date(2026, 12, 25)
    facade.set_exception(venue_id=venue_a.id, exception=HoursException(day, "Christmas"))
    facade.set_exception(venue_id=venue_a.id, exception=HoursException(day, "Lunch only", ((time(12), time(15)),)))
    assert facade.list_exceptions(venue_id=venue_a.id) == (HoursException(day, "Lunch only", ((time(12), time(15)),)),)
    assert facade.list_exceptions(venue_id=venue_a.id, since=date(2026, 12, 26)) == ()
    facade.remove_exception(venue_id=venue_a.id, day=day)
    assert facade.list_exceptions(venue_id=venue_a.id) == ()


def test_a_zone_is_redrawn_in_place(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    [zone] = facade.list_zones(venue_id=venue_a.id)
    changed = facade.set_zone(venue_id=venue_a.id, zone=NewZone(name="Small", polygon=TRIANGLE), zone_id=zone.id)
    assert facade.list_zones(venue_id=venue_a.id) == (changed,)
    assert changed.id == zone.id
    with pytest.raises(ZoneNotFoundError):
        facade.set_zone(venue_id=venue_a.id, zone=NewZone(name="Small", polygon=TRIANGLE), zone_id=zone.id + 1)
    facade.remove_zone(venue_id=venue_a.id, zone_id=zone.id)
    assert facade.list_zones(venue_id=venue_a.id) == ()


@pytest.mark.parametrize(
    ("zone", "field"),
    [
        (NewZone(name="", polygon=TRIANGLE), "name"),
        (NewZone(name="x", polygon=TRIANGLE[:2]), "polygon"),
        (NewZone(name="x", polygon=TRIANGLE, fee=Decimal(-1)), "fee"),
        (NewZone(name="x", polygon=TRIANGLE, fee=Decimal("NaN")), "fee"),
        (NewZone(name="x", polygon=TRIANGLE, minutes=999), "minutes"),
    ],
)
def test_a_zone_that_makes_no_sense_is_refused(
    as_tenant_a: TenantRef, venue_a: VenueInfo, zone: NewZone, field: str
) -> None:
    before = facade.list_zones(venue_id=venue_a.id)
    with pytest.raises(ValidationFailedError) as refused:
        facade.set_zone(venue_id=venue_a.id, zone=zone)
    assert field in refused.value.fields
    assert facade.list_zones(venue_id=venue_a.id) == before


def test_tables_are_added_once_and_their_codes_renewed(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    first = facade.add_tables(venue_id=venue_a.id, names=["1", " 1 ", "Bar"])
    assert [table.name for table in first] == ["1", "Bar"]
    assert DiningTable.objects.count() == 3
    renewed = facade.renew_table_code(venue_id=venue_a.id, table_id=first[0].id)
    assert facade.find_table(token=first[0].token) is None
    assert facade.find_table(token=renewed.token) == renewed
    facade.remove_table(venue_id=venue_a.id, table_id=renewed.id)
    assert facade.find_table(token=renewed.token) is None


def test_two_tables_of_one_name_are_refused(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    one, two = facade.list_tables(venue_id=venue_a.id)
    with pytest.raises(ValidationFailedError):
        facade.change_table(venue_id=venue_a.id, table_id=two.id, name=one.name, seats=2)
    assert two in facade.list_tables(venue_id=venue_a.id)


def test_another_tenants_venue_is_not_there(tenant_b: TenantRef, venue_a: VenueInfo, db: None) -> None:
    with use_tenant(tenant_b):
        with pytest.raises(VenueNotFoundError):
            facade.get_venue(venue_id=venue_a.id)
        with pytest.raises(VenueNotFoundError):
            facade.add_tables(venue_id=venue_a.id, names=["9"])
        assert not DiningTable.objects.exists()


def test_a_delivery_is_on_offer_no_sooner_than_the_road_allows(as_tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    (near,) = facade.list_zones(venue_id=venue_a.id)
    far = facade.set_zone(
        venue_id=venue_a.id, zone=NewZone(name="Far", polygon=near.polygon, minutes=near.minutes + 30, priority=9)
    )
    road = timedelta(minutes=near.minutes)

    def first_slot(service: str, zone: ZoneInfo | None = None) -> datetime:
        return facade.list_slots(venue_id=venue_a.id, service=service, at=NOON, zone=zone)[0]

    ready = NOON + timedelta(minutes=venue_a.prep_minutes)
    assert ready <= first_slot("pickup") < ready + timedelta(minutes=15)
    assert ready + road <= first_slot("delivery", near) < ready + road + timedelta(minutes=15)
    assert first_slot("delivery", far) == first_slot("delivery", near) + timedelta(minutes=30)
    assert first_slot("delivery") == first_slot("delivery", far), "wherever it goes, it is there by then"
