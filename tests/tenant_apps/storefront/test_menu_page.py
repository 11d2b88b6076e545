"""The menu page: drawn once, sent as bytes, always true."""

import gzip
from decimal import Decimal

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shared_apps.branding.facade import save_theme
from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import ItemDraft, SizeDraft
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import NewVenue
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, add_zone, open_restaurant


@pytest.fixture
def restaurant(tenant_a: TenantRef, db: None) -> Restaurant:
    with use_tenant(tenant_a):
        found = open_restaurant()
        add_zone(found)
        return found


def text(client: Client, address: str = "/v/centro/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("way", ["", "?service=delivery", "table"])
def test_a_warm_page_costs_no_statement(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef, way: str
) -> None:
    """Whatever the guest chose, and at a table, too."""
    if way == "table":
        with use_tenant(tenant_a):
            (table,) = venues.add_tables(venue_id=restaurant.venue.id, names=["7"])
        client_a.get(f"/t/{table.token}/")
        way = ""
    cold = client_a.get(f"/v/centro/{way}")
    captures = [CaptureQueriesContext(connections[alias]) for alias in ("default", "control")]
    for capture in captures:
        capture.__enter__()
    warm = client_a.get("/v/centro/")
    for capture in captures:
        capture.__exit__(None, None, None)
        assert capture.captured_queries == []
    assert warm.content == cold.content


def test_it_is_compressed_and_answers_not_modified(client_a: Client, restaurant: Restaurant) -> None:
    packed = client_a.get("/v/centro/", headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == client_a.get("/v/centro/").content
    again = client_a.get("/v/centro/", headers={"If-None-Match": packed["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_it_holds_nothing_of_the_person_who_asks(client_a: Client, restaurant: Restaurant) -> None:
    page = text(client_a)
    assert "csrfmiddlewaretoken" not in page
    assert "sessionid" not in client_a.cookies
    assert "csrftoken" not in client_a.cookies


def test_what_a_guest_needs_is_there(client_a: Client, restaurant: Restaurant) -> None:
    page = text(client_a)
    for words in ("Margherita Centro", "Cola Centro", "Open now", "from €3.00", 'rel="canonical"', "Restaurant"):
        assert words in page
    assert "style=" not in page.replace("stylesheet", "")
    assert "<script>" not in page


def test_sold_out_shows_at_once_and_cannot_be_opened(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    assert "Sold out" not in text(client_a)
    with use_tenant(tenant_a):
        catalog.eighty_six(venue_id=restaurant.venue.id, item_id=restaurant.pizza, actor_id=None)
    page = text(client_a)
    assert "Sold out" in page
    assert f"/items/{restaurant.pizza}/" not in page
    with use_tenant(tenant_a):
        catalog.bring_back(venue_id=restaurant.venue.id, item_id=restaurant.pizza, actor_id=None)
    assert "Sold out" not in text(client_a)


def test_a_publication_shows_at_once(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    text(client_a)
    with use_tenant(tenant_a):
        catalog.save_item(
            draft=ItemDraft(name="Burger", category_id=restaurant.category, sizes=(SizeDraft(price=Decimal(12)),))
        )
        assert "Burger" not in text(client_a)
        catalog.publish_menu(venue_id=restaurant.venue.id)
    assert "Burger" in text(client_a)


def test_a_new_look_and_new_hours_show_at_once(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    before = text(client_a)
    with use_tenant(tenant_a):
        save_theme(tenant_id=tenant_a.id, brand="#123456", accent="#f2b33d")
        venues.set_hours(venue_id=restaurant.venue.id, hours=())
    after = text(client_a)
    assert before != after
    assert "Closed" in after


def test_each_language_has_its_own_page(client_a: Client, restaurant: Restaurant) -> None:
    english = client_a.get("/v/centro/", headers={"Accept-Language": "en"}).content
    italian = client_a.get("/v/centro/", headers={"Accept-Language": "it"}).content
    assert b'lang="en"' in english
    assert b'lang="it"' in italian
    assert "6,50\xa0€".encode() in italian


def test_two_tenants_with_the_same_address_never_mix(
    client_a: Client, client_b: Client, restaurant: Restaurant, tenant_b: TenantRef
) -> None:
    with use_tenant(tenant_b):
        theirs = open_restaurant()
        catalog.save_item(
            draft=ItemDraft(name="Fish", category_id=theirs.category, sizes=(SizeDraft(price=Decimal(9)),))
        )
        catalog.publish_menu(venue_id=theirs.venue.id)
    for _round in range(2):
        page_a, page_b = text(client_a), text(client_b)
        assert "Fish" not in page_a
        assert "€6.50" in page_a
        assert "Fish" in page_b
        assert "£6.50" in page_b


def test_the_sheet_is_kept_and_the_page_has_a_form_token(client_a: Client, restaurant: Restaurant) -> None:
    address = f"/v/centro/items/{restaurant.pizza}/"
    sheet = client_a.get(address, headers={"HX-Request": "true"}).content.decode()
    assert sheet.lstrip().startswith("<dialog")
    assert "csrfmiddlewaretoken" not in sheet
    assert 'data-minor="650"' in sheet
    assert 'data-minor="320"' in sheet
    with CaptureQueriesContext(connections["default"]) as capture:
        client_a.get(address, headers={"HX-Request": "true"})
    assert capture.captured_queries == []
    page = text(client_a, address)
    assert "csrfmiddlewaretoken" in page
    assert "<h1" in page


def test_unknown_venues_and_dishes_are_not_found(client_a: Client, restaurant: Restaurant) -> None:
    assert client_a.get("/v/nowhere/").status_code == 404
    assert client_a.get("/v/centro/items/999999999/").status_code == 404


def test_a_venue_without_a_menu_says_so(client_a: Client, tenant_a: TenantRef) -> None:
    with use_tenant(tenant_a):
        venues.open_venue(new=NewVenue(name="Empty"))
    assert "being written" in text(client_a, "/v/empty/")


def test_the_only_venue_is_the_front_page_and_several_are_a_choice(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    assert client_a.get("/")["Location"] == "/v/centro/"
    with use_tenant(tenant_a):
        open_restaurant(name="Porto")
    page = text(client_a, "/")
    assert "Centro" in page
    assert "Porto" in page


def test_delivery_is_offered_where_a_zone_was_drawn(
    client_a: Client, client_b: Client, restaurant: Restaurant, tenant_b: TenantRef
) -> None:
    with use_tenant(tenant_b):
        other = open_restaurant()
    assert "service=delivery" in text(client_a)
    assert "service=delivery" not in text(client_b)
    client_b.post("/v/centro/cart/lines/", {"item": other.cola}, headers={"HX-Request": "true"})
    assert 'value="delivery"' not in text(client_b, "/v/centro/checkout/?service=delivery")
    assert client_a.get("/api/v1/venues/").json()[0]["services"] == ["delivery", "dine_in", "pickup"]
    assert client_b.get("/api/v1/venues/").json()[0]["services"] == ["dine_in", "pickup"]
    with use_tenant(tenant_b):
        add_zone(other)
    assert "service=delivery" in text(client_b)
