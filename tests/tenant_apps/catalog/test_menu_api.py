"""The menu API: bytes from memory, 304, two tenants, and doors that stay shut."""

import gzip
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenant_apps.catalog import facade
from tenant_apps.catalog.models import Category, EightySix, Item, MenuSnapshot, ModifierGroup, Size
from tenant_apps.catalog.services.set_price import set_price
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import NewVenue, VenueInfo
from tenant_apps.venues.facade import open_venue
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu


@pytest.fixture
def published_a(tenant_a: TenantRef, venue_a: VenueInfo) -> dict[str, int]:
    with use_tenant(tenant_a):
        ids = fill_menu()
        facade.publish_menu(venue_id=venue_a.id)
    return ids


def post(client: Client, address: str, body: dict | None = None):
    return client.post(address, json.dumps(body or {}), content_type="application/json")


def test_the_menu_is_complete_and_needs_no_sign_in(client_a: Client, published_a, venue_a: VenueInfo):
    response = client_a.get(f"/api/v1/menus/{venue_a.slug}/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert "public" in response["Cache-Control"]
    body = response.json()
    assert body["venue"] == {"id": venue_a.id, "slug": venue_a.slug, "name": venue_a.name}
    assert (body["version"], body["currency"]) == (1, "EUR")
    item = next(row for row in body["items"] if row["id"] == published_a["margherita"])
    assert [size["price"] for size in item["sizes"]] == ["8.50", "15.00"]
    assert item["modifier_groups"][0]["options"][0]["price"] == "3.00"
    assert client_a.get(f"/api/v1/menus/{venue_a.id}/").content == response.content


def test_a_warm_menu_costs_no_query(client_a: Client, published_a, venue_a: VenueInfo):
    address = f"/api/v1/menus/{venue_a.slug}/"
    client_a.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client_a.get(address).status_code == 200
    assert [query["sql"] for query in queries] == []


def test_an_unchanged_menu_answers_304_and_a_changed_one_does_not(
    client_a: Client, tenant_a: TenantRef, published_a, venue_a: VenueInfo
):
    address = f"/api/v1/menus/{venue_a.slug}/"
    etag = client_a.get(address)["ETag"]
    unchanged = client_a.get(address, headers={"if-none-match": etag})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
    assert unchanged["Content-Type"] == "application/json"
    assert client_a.get(address, headers={"if-none-match": "*"}).status_code == 304
    with use_tenant(tenant_a):
        facade.eighty_six(venue_id=venue_a.id, item_id=published_a["cola"])
    off = client_a.get(address, headers={"if-none-match": etag})
    assert off.status_code == 200
    assert [row["item_id"] for row in off.json()["eighty_sixed"]] == [published_a["cola"]]
    with use_tenant(tenant_a):
        set_price(size_id=Size.objects.get(code="marg_c").pk, price=Decimal("9"))
        facade.publish_menu(venue_id=venue_a.id)
    again = client_a.get(address, headers={"if-none-match": off["ETag"]})
    assert (again.status_code, again.json()["version"]) == (200, 2)


def test_who_takes_gzip_gets_the_same_menu_smaller(client_a: Client, published_a, venue_a: VenueInfo):
    address = f"/api/v1/menus/{venue_a.slug}/"
    plain = client_a.get(address)
    packed = client_a.get(address, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content


def test_what_is_missing_says_so(client_a: Client, tenant_a: TenantRef, venue_a: VenueInfo):
    for slug, code in (
        (venue_a.slug, "menu_not_published"),
        ("nowhere", "venue_not_found"),
        ("999999", "venue_not_found"),
    ):
        response = client_a.get(f"/api/v1/menus/{slug}/")
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["code"] == code


def test_each_host_serves_its_own_menu(
    client_a: Client, client_b: Client, tenant_a: TenantRef, tenant_b: TenantRef, venue_a, venue_b
):
    for tenant, venue, prefix in ((tenant_a, venue_a, "Alfa "), (tenant_b, venue_b, "Bravo ")):
        with use_tenant(tenant):
            fill_menu(prefix=prefix)
            facade.publish_menu(venue_id=venue.id)
    for client, prefix, currency in (
        (client_a, "Alfa ", "EUR"),
        (client_b, "Bravo ", "GBP"),
        (client_a, "Alfa ", "EUR"),
    ):
        body = client.get("/api/v1/menus/centro/").json()
        assert body["currency"] == currency
        assert all(item["name"].startswith(prefix) for item in body["items"])


def test_staff_write_the_draft_over_the_api(manager_a: Client, tenant_a: TenantRef, venue_a: VenueInfo):
    category = post(manager_a, "/api/v1/categories/", {"name": "Pizza"}).json()
    group = post(
        manager_a, "/api/v1/modifier-groups/", {"name": "Extras", "options": [{"name": "Olives", "price": "1.00"}]}
    ).json()
    made = post(
        manager_a,
        "/api/v1/items/",
        {
            "name": "Margherita",
            "category_id": category["id"],
            "allergens": ["milk", "gluten"],
            "ingredients": ["Tomato", "Basil"],
            "sizes": [{"name": "Classic", "price": "8.50"}, {"name": "Family", "price": "15"}],
            "groups": [{"group_id": group["id"], "maximum": 2}],
        },
    )
    assert made.status_code == 201, made.json()
    item = made.json()
    assert item["allergens"] == ["gluten", "milk"]
    patched = manager_a.patch(
        f"/api/v1/items/{item['id']}/", json.dumps({"description": "The queen."}), content_type="application/json"
    ).json()
    assert (patched["description"], len(patched["sizes"]), patched["sizes"][0]["id"]) == (
        "The queen.",
        2,
        item["sizes"][0]["id"],
    )
    changes = manager_a.get(f"/api/v1/menus/{venue_a.slug}/changes/").json()
    assert {"kind": "added", "subject": "Margherita", "detail": "Pizza", "item_id": item["id"]} in changes
    published = post(manager_a, f"/api/v1/menus/{venue_a.slug}/publications/")
    assert (published.status_code, published.json()["version"]) == (201, 1)
    assert manager_a.get(f"/api/v1/menus/{venue_a.slug}/publications/").json()[0]["item_count"] == 1
    off = post(manager_a, f"/api/v1/menus/{venue_a.slug}/eighty-six/", {"item_id": item["id"], "reason": "No flour"})
    assert off.status_code == 201
    assert manager_a.get(f"/api/v1/menus/{venue_a.slug}/eighty-six/").json()[0]["reason"] == "No flour"
    assert manager_a.delete(f"/api/v1/menus/{venue_a.slug}/eighty-six/{item['id']}/").status_code == 204
    assert manager_a.get(f"/api/v1/menus/{venue_a.slug}/eighty-six/").json() == []
    assert manager_a.delete(f"/api/v1/items/{item['id']}/").status_code == 204
    assert manager_a.get(f"/api/v1/items/{item['id']}/").status_code == 404
    assert manager_a.get("/api/v1/items/").json()["results"] != []
    assert manager_a.delete(f"/api/v1/categories/{category['id']}/").status_code == 204
    assert manager_a.delete(f"/api/v1/modifier-groups/{group['id']}/").status_code == 204


def test_lists_are_cursor_pages_that_search(manager_a: Client, tenant_a: TenantRef):
    with use_tenant(tenant_a):
        fill_menu()
    first = manager_a.get("/api/v1/items/?page_size=2").json()
    assert len(first["results"]) == 2
    second = manager_a.get(first["next"]).json()
    names = [item["name"] for item in [*first["results"], *second["results"]]]
    assert len(set(names)) == 4
    count = len(manager_a.get("/api/v1/items/").json()["results"])
    assert manager_a.get(f"/api/v1/items/?page_size={count}").json()["next"] is None  # the last page says it is
    assert manager_a.get(f"/api/v1/items/?page_size={count - 1}").json()["next"]
    for wrong in ("cursor=zzz", "page_size=x", "category=x"):
        answer = manager_a.get(f"/api/v1/items/?{wrong}")
        assert (answer.status_code, list(answer.json()["fields"])) == (400, [wrong.partition("=")[0]])
    found = manager_a.get("/api/v1/items/?search=basil+marg").json()["results"]
    assert [item["name"] for item in found] == ["Margherita"]


def test_nonsense_is_a_problem_that_names_its_fields(manager_a: Client, tenant_a: TenantRef):
    for body, field in (
        ({"name": "", "sizes": [{"price": "1"}]}, "name"),
        ({"name": "x", "sizes": []}, "sizes"),
        ({"name": "x", "sizes": [{"price": "-1"}]}, "sizes.0.price"),
        ({"name": "x", "sizes": [{"price": "1.005"}]}, "sizes.0.price"),
        ({"name": "x", "sizes": [{"price": "NaN"}]}, "sizes.0.price"),
        ({"name": "x", "sizes": [{"price": "1"}], "allergens": ["krypton"]}, "allergens.0"),
        ({"name": "x", "sizes": [{"price": "1"}], "category_id": 999}, "category_id"),
        ({"name": "x", "sizes": [{"price": "1"}], "groups": [{"group_id": 999}]}, "groups.0.group_id"),
        ({"name": "x\u0000", "sizes": [{"price": "1"}]}, "name"),
        ({"name": "x", "sizes": [{"price": "1"}], "colour": "red"}, "colour"),
        ({"name": "x", "sizes": [{"price": "1", "cost": "1"}]}, "sizes.0.cost"),
        ({"name": "x", "sizes": [{"price": "1"}], "tax_category": "luxury"}, "tax_category"),
    ):
        response = post(manager_a, "/api/v1/items/", body)
        assert response.status_code == 400, body
        assert field in response.json()["fields"], response.json()
    with use_tenant(tenant_a):
        assert not Item.objects.exists()


def test_a_patch_replaces_lists_by_whole_parts(manager_a: Client, menu_a, tenant_a: TenantRef):
    address = f"/api/v1/items/{menu_a['cola']}/"
    for body, field in (
        ({"sizes": [{"name": "0.5 l"}]}, "sizes.0.price"),
        ({"groups": [{"minimum": 1}]}, "groups.0.group_id"),
        ({"sizes": ["x"]}, "sizes.0"),
    ):
        before = manager_a.get(address).json()
        response = manager_a.patch(address, body, content_type="application/json")
        assert (response.status_code, field in response.json()["fields"]) == (400, True), response.json()
        assert manager_a.get(address).json() == before


def test_the_draft_s_prices_have_the_decimals_of_their_currency(manager_a: Client, menu_a):
    item = manager_a.get(f"/api/v1/items/{menu_a['margherita']}/").json()
    assert [size["price"] for size in item["sizes"]] == ["8.50", "15.00"]
    group = manager_a.get(f"/api/v1/modifier-groups/{menu_a['extras']}/").json()
    assert [option["price"] for option in group["options"]] == [None, None]
    own = {"options": [option | {"price": "1"} for option in group["options"]]}
    changed = manager_a.patch(f"/api/v1/modifier-groups/{menu_a['extras']}/", own, content_type="application/json")
    assert [option["price"] for option in changed.json()["options"]] == ["1.00", "1.00"]


WRITES = [
    ("post", "/api/v1/categories/", {"name": "New"}),
    ("patch", "/api/v1/categories/{pizza}/", {"name": "Other"}),
    ("delete", "/api/v1/categories/{pizza}/", None),
    ("post", "/api/v1/items/", {"name": "New", "sizes": [{"price": "1"}]}),
    ("patch", "/api/v1/items/{cola}/", {"name": "Other"}),
    ("delete", "/api/v1/items/{cola}/", None),
    ("delete", "/api/v1/items/{cola}/picture/", None),
    ("post", "/api/v1/modifier-groups/", {"name": "New", "options": []}),
    ("patch", "/api/v1/modifier-groups/{extras}/", {"name": "Other"}),
    ("delete", "/api/v1/modifier-groups/{extras}/", None),
    ("post", "/api/v1/menus/centro/publications/", {}),
    ("post", "/api/v1/menus/centro/eighty-six/", {"item_id": 1}),
    ("delete", "/api/v1/menus/centro/eighty-six/{cola}/", None),
]


def state() -> tuple:
    return (
        list(Category.objects.order_by("pk").values()),
        list(Item.objects.order_by("pk").values()),
        list(ModifierGroup.objects.order_by("pk").values()),
        MenuSnapshot.objects.count(),
        EightySix.objects.count(),
    )


@pytest.mark.parametrize(("method", "address", "body"), WRITES)
def test_strangers_drivers_and_the_other_tenants_staff_change_nothing(
    client_a: Client, client_b: Client, tenant_a, tenant_b, published_a, venue_b, sign_in, method, address, body
):
    target = address.format(**published_a)
    with use_tenant(tenant_a):
        before = state()
    call = getattr(client_a, method)
    sent = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
    assert call(target, **sent).status_code == 401
    sign_in(client_a, tenant_a, Role.DRIVER)
    assert call(target, **sent).status_code == 403
    # Bravo's owner, on Bravo's host, with Alfa's ids: nothing of Alfa's is there to be found.
    sign_in(client_b, tenant_b, Role.OWNER)
    answer = getattr(client_b, method)(target, **sent)
    if "{" in address and "eighty-six" not in address:
        assert answer.status_code == 404
    # The session of one host means nothing on the other.
    client_a.cookies = client_b.cookies
    assert call(target, **sent).status_code == 401
    with use_tenant(tenant_a):
        assert state() == before


def test_staff_of_one_venue_publish_and_86_at_no_other(client_a: Client, tenant_a, published_a, venue_a, sign_in):
    with use_tenant(tenant_a):
        other = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    sign_in(client_a, tenant_a, Role.MANAGER, venue_ids=[other.id])
    assert post(client_a, f"/api/v1/menus/{venue_a.slug}/publications/").status_code == 404
    body = {"item_id": published_a["cola"]}
    assert post(client_a, f"/api/v1/menus/{venue_a.slug}/eighty-six/", body).status_code == 404
    assert post(client_a, f"/api/v1/menus/{other.slug}/eighty-six/", body).status_code == 201
    with use_tenant(tenant_a):
        assert MenuSnapshot.objects.count() == 1
        assert list(EightySix.objects.values_list("venue_id", flat=True)) == [other.id]
