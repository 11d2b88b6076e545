"""What search engines are told, host by host."""

import xml.etree.ElementTree as ET

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import NewVenue
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.ordering.cast import Restaurant, open_restaurant


@pytest.fixture
def restaurant(tenant_a: TenantRef, db: None) -> Restaurant:
    with use_tenant(tenant_a):
        return open_restaurant()


def places(client: Client) -> list[str]:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    return [element.text or "" for element in ET.fromstring(response.content).iter() if element.tag.endswith("}loc")]


def test_menus_and_dishes_are_listed(client_a: Client, restaurant: Restaurant, tenant_a: TenantRef) -> None:
    host = f"http://{tenant_a.primary_domain}"
    found = places(client_a)
    assert f"{host}/v/centro/" in found
    assert f"{host}/v/centro/items/{restaurant.pizza}/" in found
    assert f"{host}/" not in found, "with one venue the root leads on"
    for address in found:
        assert client_a.get(address.removeprefix(host)).status_code == 200


def test_several_venues_have_a_front_page_and_empty_ones_are_left_out(
    client_a: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    with use_tenant(tenant_a):
        open_restaurant(name="Porto")
        venues.open_venue(new=NewVenue(name="Empty"))
    found = places(client_a)
    assert found[0] == f"http://{tenant_a.primary_domain}/"
    assert any(address.endswith("/v/porto/") for address in found)
    assert not any("/v/empty/" in address for address in found)


def test_warm_it_costs_no_statement(client_a: Client, restaurant: Restaurant) -> None:
    places(client_a)
    for alias in ("default", "control"):
        with CaptureQueriesContext(connections[alias]) as capture:
            places(client_a)
        assert capture.captured_queries == []


def test_two_tenants_list_their_own(
    client_a: Client, client_b: Client, restaurant: Restaurant, tenant_a: TenantRef, tenant_b: TenantRef
) -> None:
    with use_tenant(tenant_b):
        theirs = open_restaurant(name="Dock")
    for _round in range(2):
        assert all(tenant_a.primary_domain in address for address in places(client_a))
        assert all(tenant_b.primary_domain in address for address in places(client_b))
    assert any(address.endswith(f"/v/dock/items/{theirs.pizza}/") for address in places(client_b))


def test_robots_stay_out_of_what_is_somebodys(client_a: Client, tenant_a: TenantRef) -> None:
    rules = client_a.get("/robots.txt").content.decode()
    assert f"Sitemap: http://{tenant_a.primary_domain}/sitemap.xml" in rules
    for path in ("/me/", "/orders/", "/v/*/checkout/", "/office/", "/account/"):
        assert f"Disallow: {path}\n" in rules


def test_the_platform_lists_its_front_page_and_no_tenant(
    platform_client: Client, restaurant: Restaurant, tenant_a: TenantRef
) -> None:
    found = places(platform_client)
    assert [address.split("/", 3)[3] for address in found] == ["", "signup/", "sign-in/"]
    assert "Disallow: /mail/" in platform_client.get("/robots.txt").content.decode()
