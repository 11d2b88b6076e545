"""The office's pages of a venue: who may open them, what they save, and what they refuse in words."""

import re

import pytest
from django.test import Client

from shared_apps.accounts.facade import create_user, find_user
from shared_apps.accounts.models import User
from shared_apps.audit.facade import list_entries
from tenant_apps.team.contracts import Role
from tenant_apps.team.models import StaffMember
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import NewZone, VenueInfo
from tenant_apps.venues.models import DeliveryZone, DiningTable, OpeningInterval, Venue
from tenants.context import TenantRef, use_tenant


def sign_in(client: Client, tenant: TenantRef, role: Role, venue_ids: list[int] | None = None) -> None:
    with use_tenant(tenant):
        email = f"{role}@example.com"
        user_id = create_user(email=email, password=None, name=role.title(), verified=True)
        StaffMember.objects.create(user_id=user_id, name=role.title(), role=role, venue_ids=venue_ids)
        assert find_user(email=email) is not None
        client.force_login(User.objects.get(pk=user_id))


@pytest.fixture
def manager(client_a: Client, tenant_a: TenantRef) -> Client:
    sign_in(client_a, tenant_a, Role.MANAGER)
    return client_a


def addresses(venue: VenueInfo) -> list[str]:
    base = f"/office/venues/{venue.id}/"
    return ["/office/venues/", base, f"{base}hours/", f"{base}zones/", f"{base}zones/new/", f"{base}tables/"]


def test_every_page_is_there_for_a_manager(manager: Client, venue_a: VenueInfo) -> None:
    for address in [*addresses(venue_a), f"/office/venues/{venue_a.id}/tables/print/", "/office/venues/new/"]:
        response = manager.get(address)
        assert response.status_code == 200, address
    assert b"Centro" in manager.get("/office/venues/").content


def test_strangers_are_sent_to_sign_in_and_the_kitchen_is_refused(
    client_a: Client, tenant_a: TenantRef, venue_a: VenueInfo
) -> None:
    for address in addresses(venue_a):
        response = client_a.get(address)
        assert response.status_code == 302, address
        assert "login" in response["Location"]
    sign_in(client_a, tenant_a, Role.KITCHEN)
    for address in addresses(venue_a):
        assert client_a.get(address).status_code == 403, address


def test_a_manager_of_one_venue_changes_no_other(client_a: Client, tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    sign_in(client_a, tenant_a, Role.MANAGER, venue_ids=[venue_a.id + 100])
    assert client_a.get("/office/venues/").status_code == 200
    response = client_a.post(f"/office/venues/{venue_a.id}/tables/", {"names": "9", "seats": 4})
    assert response.status_code == 403
    with use_tenant(tenant_a):
        assert DiningTable.objects.count() == 2


def test_another_tenants_manager_finds_nothing_and_changes_nothing(
    client_b: Client, tenant_a: TenantRef, tenant_b: TenantRef, venue_a: VenueInfo
) -> None:
    sign_in(client_b, tenant_b, Role.OWNER)
    with use_tenant(tenant_a):
        [zone] = facade.list_zones(venue_id=venue_a.id)
    for address in addresses(venue_a)[1:]:
        assert client_b.get(address).status_code == 404, address
    assert client_b.post(f"/office/venues/{venue_a.id}/zones/{zone.id}/removal/").status_code == 404
    assert client_b.post(f"/office/venues/{venue_a.id}/hours/", {"opens-0": "10:00"}).status_code == 404
    with use_tenant(tenant_a):
        assert DeliveryZone.objects.count() == 1
        assert OpeningInterval.objects.count() == 7


def test_the_week_is_saved_and_noted(manager: Client, tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    rows = {"opens-0": ["12:00", "18:00"], "closes-0": ["15:00", "01:00"], "service-0": ["", "delivery"]}
    response = manager.post(f"/office/venues/{venue_a.id}/hours/", rows)
    assert response.status_code == 302
    with use_tenant(tenant_a):
        assert [(f"{entry.opens:%H:%M}", entry.service) for entry in facade.list_hours(venue_id=venue_a.id)] == [
            ("12:00", None),
            ("18:00", "delivery"),
        ]
        assert list_entries()[0].action == "venues.hours_changed"


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ({"opens-0": "12:00", "closes-0": "", "service-0": ""}, "incomplete"),
        ({"opens-0": ["12:00", "14:00"], "closes-0": ["15:00", "16:00"], "service-0": ["", ""]}, "overlap"),
    ],
)
def test_a_week_that_cannot_be_is_refused_in_words(
    manager: Client, tenant_a: TenantRef, venue_a: VenueInfo, rows: dict[str, object], word: str
) -> None:
    response = manager.post(f"/office/venues/{venue_a.id}/hours/", rows)
    assert response.status_code == 422
    assert word in response.content.decode()
    with use_tenant(tenant_a):
        assert OpeningInterval.objects.count() == 7


def test_a_closed_day_comes_and_goes(manager: Client, tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    base = f"/office/venues/{venue_a.id}/hours/exceptions/"
    assert manager.post(base, {"day": "2031-12-25", "name": "Christmas", "opens": "", "closes": ""}).status_code == 302
    assert "Christmas" in manager.get(f"/office/venues/{venue_a.id}/hours/").content.decode()
    assert manager.post(f"{base}removal/", {"day": "2031-12-25"}).status_code == 302
    with use_tenant(tenant_a):
        assert facade.list_exceptions(venue_id=venue_a.id) == ()


def test_a_zone_is_drawn_as_text(manager: Client, tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    form = {
        "name": "Isola",
        "fee": "3.50",
        "minimum": "15",
        "free_from": "",
        "minutes": "25",
        "priority": "1",
        "postcodes": "20159, 20124",
        "corners": "45.48, 9.18\n45.49, 9.18\n45.49, 9.20",
    }
    assert manager.post(f"/office/venues/{venue_a.id}/zones/new/", form).status_code == 302
    with use_tenant(tenant_a):
        zone = next(zone for zone in facade.list_zones(venue_id=venue_a.id) if zone.name == "Isola")
        assert zone.postcodes == ("20159", "20124")
        assert zone.polygon[0] == (9.18, 45.48)
    shown = manager.get(f"/office/venues/{venue_a.id}/zones/{zone.id}/").content.decode()
    assert "45.480000, 9.180000" in shown
    crossed = form | {"corners": "45.4, 9.1\n45.5, 9.2\n45.4, 9.2\n45.5, 9.1"}
    response = manager.post(f"/office/venues/{venue_a.id}/zones/{zone.id}/", crossed)
    assert response.status_code == 422
    assert "crosses itself" in response.content.decode()


def test_codes_lead_to_the_table_and_scan_sharp(manager: Client, tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    response = manager.post(f"/office/venues/{venue_a.id}/tables/", {"names": "08-11, Bar", "seats": 2})
    assert response.status_code == 302
    with use_tenant(tenant_a):
        names = [table.name for table in facade.list_tables(venue_id=venue_a.id)]
    assert names == ["1", "2", "08", "09", "10", "11", "Bar"]
    sheet = manager.get(f"/office/venues/{venue_a.id}/tables/print/").content.decode()
    assert len(re.findall(r"<svg[^>]*segno", sheet)) == 7


def test_the_profile_is_saved_and_problems_stand_at_their_fields(
    manager: Client, tenant_a: TenantRef, venue_a: VenueInfo
) -> None:
    form = {
        "name": "Centro Storico", "is_active": "on", "address": "Via Larga 1", "postcode": "20122", "city": "Milano",
        "phone": "", "email": "", "tax_number": "", "latitude": "45.46", "longitude": "9.19", "timezone": "Europe/Rome",
        "services": ["pickup"], "prep_minutes": "25", "last_order_minutes": "10", "slot_minutes": "10",
        "days_ahead": "2", "day_ends_at": "04:00",
    }  # fmt: skip
    assert manager.post(f"/office/venues/{venue_a.id}/", form).status_code == 302
    with use_tenant(tenant_a):
        saved = facade.get_venue(venue_id=venue_a.id)
        assert (saved.name, saved.services, saved.prep_minutes) == ("Centro Storico", frozenset({"pickup"}), 25)
        assert list_entries()[0].after["name"] == "Centro Storico"
    response = manager.post(f"/office/venues/{venue_a.id}/", form | {"services": []})
    assert response.status_code == 422
    with use_tenant(tenant_a):
        assert Venue.objects.get().services == ["pickup"]


def test_the_api_tells_anyone_and_only_about_its_own(
    client_a: Client, client_b: Client, venue_a: VenueInfo, django_assert_num_queries
) -> None:
    base = f"/api/v1/venues/{venue_a.id}/"
    assert client_a.get("/api/v1/venues/").json()[0]["services"] == ["delivery", "dine_in", "pickup"]
    assert client_a.get(f"{base}hours/").json()["now"]["is_open"] is True
    assert client_a.get(f"{base}slots/?service=pickup").json()["slots"]
    assert client_a.get(f"{base}zone/?latitude=45.45&longitude=9.17").json()["fee"] == "2.90"
    missing = client_a.get(f"{base}zone/?postcode=99999")
    assert (missing.status_code, missing.json()["code"]) == (404, "zone_not_found")
    assert client_a.get(f"{base}slots/?service=rocket").status_code == 400
    assert client_b.get("/api/v1/venues/").json() == []
    for address in (base, f"{base}hours/", f"{base}zones/", f"{base}slots/?service=pickup"):
        assert client_b.get(address).status_code == 404
    with django_assert_num_queries(0):
        client_a.get(f"{base}hours/")


def test_a_name_that_is_taken_is_said_at_its_field(client_a: Client, tenant_a: TenantRef, venue_a: VenueInfo) -> None:
    sign_in(client_a, tenant_a, Role.OWNER)
    typed = {"name": "centro", "city": "Bergamo", "address": "Via Colleoni 1"}
    answer = client_a.post("/office/venues/new/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Centro is there already" in page
    assert 'id="id_name-error"' in page
    assert "Via Colleoni 1" in page
    with use_tenant(tenant_a):
        assert facade.list_venues() == (venue_a,)
    assert client_a.post("/office/venues/new/", {**typed, "name": "Città Alta"}).status_code == 302
    with use_tenant(tenant_a):
        assert len(facade.list_venues()) == 2


def test_the_api_offers_a_delivery_when_its_zone_allows(
    client_a: Client, client_b: Client, tenant_a: TenantRef, venue_a: VenueInfo, venue_b: VenueInfo
) -> None:
    with use_tenant(tenant_a):
        (near,) = facade.list_zones(venue_id=venue_a.id)
        far = NewZone(name="Far", polygon=near.polygon, minutes=near.minutes + 30, priority=9)
        facade.set_zone(venue_id=venue_a.id, zone=far)
    slots = f"/api/v1/venues/{venue_a.id}/slots/?service"
    anywhere = client_a.get(f"{slots}=delivery").json()["slots"]
    nearby = client_a.get(f"{slots}=delivery&zone={near.id}").json()["slots"]
    assert nearby[2:] == anywhere
    unknown = client_a.get(f"{slots}=delivery&zone=999999")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "zone_not_found")
    assert client_b.get(f"/api/v1/venues/{venue_b.id}/slots/?service=delivery&zone=999999").status_code == 404
