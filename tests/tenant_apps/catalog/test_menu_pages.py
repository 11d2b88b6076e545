"""The menu in the office: what a manager can do, what others may not, and that nothing leaks from next door."""

import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.catalog import facade
from tenant_apps.catalog.contracts import Longest
from tenant_apps.catalog.models import (
    Category,
    EightySix,
    GroupLink,
    Ingredient,
    Item,
    MenuSnapshot,
    ModifierGroup,
    PriceRule,
    Size,
)
from tenant_apps.catalog.services.change_prices import change_prices
from tenant_apps.team.contracts import Role
from tenant_apps.venues.contracts import NewVenue, VenueInfo
from tenant_apps.venues.facade import open_venue
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu
from tests.tenant_apps.catalog.forms import fields_of


@pytest.fixture
def ids(tenant_a: TenantRef, venue_a: VenueInfo) -> dict[str, int]:
    with use_tenant(tenant_a):
        return fill_menu()


def events(response) -> dict:
    return json.loads(response["HX-Trigger"])


def toast(response) -> str:
    return events(response)["toast"]["message"]


def test_an_empty_menu_teaches_the_next_step(manager_a: Client, venue_a: VenueInfo):
    page = manager_a.get("/office/menu/").content.decode()
    assert "/office/imports/new/menu/" in page
    assert "Your menu starts here" in page


def test_the_page_shows_the_draft_and_what_is_not_public_yet(manager_a: Client, ids, tenant_a, venue_a):
    page = manager_a.get("/office/menu/").content.decode()
    assert page.count("data-row ") == 5  # three dishes and two extras
    assert "Your menu is not public yet" in page
    published = manager_a.post("/office/menu/publish/")
    assert published.status_code == 204
    assert "version 1" in toast(published)
    assert "Everything is published" in manager_a.get("/office/menu/").content.decode()
    with use_tenant(tenant_a):
        size = Size.objects.get(code="marg_c")
    answer = manager_a.post(f"/office/menu/sizes/{size.pk}/price/", {"price": "9,20"})
    assert answer.status_code == 204
    assert events(answer)["price-saved"] == {"size": size.pk, "price": "9.20"}
    assert "1 change not published" in manager_a.get("/office/menu/bar/").content.decode()
    assert "€8.50 → €9.20" in manager_a.get("/office/menu/changes/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_menu(
    manager_a: Client, ids, tenant_a, django_assert_max_num_queries
):
    with use_tenant(tenant_a):
        rows = "\n".join(f"Dish {number},Pizza,5.00,Tomato" for number in range(60))
        facade.import_menu(items=io.BytesIO(f"name,category,price,ingredients\n{rows}\n".encode()))
    manager_a.get("/office/menu/")
    with django_assert_max_num_queries(40):
        assert manager_a.get("/office/menu/").content.count(b"data-row ") == 65


@pytest.mark.parametrize("price", ["", "abc", "-1", "1.234,567", "9999999", "1.005"])
def test_a_price_that_is_none_is_taken_back(manager_a: Client, ids, tenant_a, price):
    with use_tenant(tenant_a):
        size = Size.objects.get(code="marg_c")
    answer = manager_a.post(f"/office/menu/sizes/{size.pk}/price/", {"price": price})
    assert answer.status_code == 400
    assert events(answer)["toast"]["level"] == "danger"
    with use_tenant(tenant_a):
        assert Size.objects.get(pk=size.pk).price == Decimal("8.50")


def test_dishes_and_headings_are_put_in_order(manager_a: Client, ids, tenant_a):
    order = [ids["cola"], ids["marinara"], ids["margherita"]]
    assert manager_a.post("/office/menu/order/", {"category": ids["pizza"], "item": order}).status_code == 204
    assert (
        manager_a.post("/office/menu/categories/order/", {"category": [ids["drinks"], ids["pizza"]]}).status_code == 204
    )
    with use_tenant(tenant_a):
        assert list(Item.objects.filter(category=ids["pizza"]).values_list("pk", flat=True)) == order
        assert list(Category.objects.values_list("pk", flat=True)) == [ids["drinks"], ids["pizza"]]


def test_sold_out_until_closing_until_a_time_until_i_say_so(manager_a: Client, ids, tenant_a, venue_a):
    address = f"/office/menu/items/{ids['cola']}/sold-out/"
    for wish, words in (("open", "Sold out"), ("closing", "Sold out until"), ("2031-05-01T20:00", "Sold out until")):
        answer = manager_a.post(address, {"until": wish})
        assert answer.status_code == 200
        assert words in answer.content.decode()
    with use_tenant(tenant_a):
        row = EightySix.objects.get(ended_at__isnull=True)
        assert row.until is not None
        assert row.until.isoformat() == "2031-05-01T18:00:00+00:00"
    assert "Back on sale" in toast(manager_a.post(address, {"until": "back"}))
    refused = manager_a.post(address, {"until": "soon"})
    assert refused.status_code == 400
    with use_tenant(tenant_a):
        assert facade.list_eighty_sixed(venue_id=venue_a.id) == ()


def test_many_dishes_at_once_and_back_again(manager_a: Client, ids, tenant_a):
    chosen = [ids["margherita"], ids["marinara"]]
    manager_a.post("/office/menu/bulk/", {"item": chosen, "action": "prices", "percent": "10", "round_to": "0.10"})
    manager_a.post("/office/menu/bulk/", {"item": chosen, "action": "move", "category": ids["drinks"]})
    manager_a.post("/office/menu/bulk/", {"item": chosen, "action": "hide"})
    with use_tenant(tenant_a):
        assert list(Size.objects.filter(item__in=chosen).order_by("pk").values_list("price", flat=True)) == [
            Decimal("9.40"),
            Decimal("16.50"),
            Decimal("7.70"),
        ]
        assert set(Item.objects.filter(pk__in=chosen).values_list("category_id", "is_active")) == {
            (ids["drinks"], False)
        }
    removed = manager_a.post("/office/menu/bulk/", {"item": chosen, "action": "remove"})
    assert "2 items removed" in toast(removed)
    with use_tenant(tenant_a):
        assert not Item.objects.current().filter(pk__in=chosen).exists()
    manager_a.post(events(removed)["toast"]["undo"])
    with use_tenant(tenant_a):
        assert Item.objects.current().filter(pk__in=chosen).count() == 2
    for nonsense in ({"item": [], "action": "hide"}, {"item": chosen, "action": "explode"}):
        assert manager_a.post("/office/menu/bulk/", nonsense).status_code == 400


def test_a_change_of_many_prices_is_taken_back_where_nobody_wrote_meanwhile(manager_a: Client, ids, tenant_a):
    chosen = [ids["margherita"], ids["marinara"]]
    body = {"item": chosen, "action": "prices", "percent": "10", "round_to": "0.10"}
    answer = manager_a.post("/office/menu/bulk/", body)
    with use_tenant(tenant_a):
        classic = Size.objects.get(code="marg_c")
    manager_a.post(f"/office/menu/sizes/{classic.pk}/price/", {"price": "9.99"})
    undo = events(answer)["toast"]["undo"]
    assert "2 prices are as before" in toast(manager_a.post(undo))
    with use_tenant(tenant_a):
        assert list(Size.objects.filter(item__in=chosen).order_by("pk").values_list("price", flat=True)) == [
            Decimal("9.99"),
            Decimal("15.00"),
            Decimal("7.00"),
        ]
    assert manager_a.post(undo).status_code == 409


@pytest.mark.parametrize(("currency", "round_to", "price"), [("JPY", "1", 1155), ("IDR", "500", 1000)])
def test_many_prices_keep_to_the_currencys_coins(as_tenant_a, venue_a, currency, round_to, price):
    cola = fill_menu()["cola"]
    with use_tenant(replace(as_tenant_a, currency=currency)):
        Size.objects.filter(item=cola).update(price=1050)
        with pytest.raises(ValidationFailedError) as refused:
            change_prices(item_ids=[cola], percent=Decimal(10), round_to=Decimal("0.10"))
        assert set(refused.value.fields) == {"round_to"}
        assert Size.objects.get(item=cola).price == 1050
        change_prices(item_ids=[cola], percent=Decimal(10), round_to=Decimal(round_to))
        assert Size.objects.get(item=cola).price == price


def editor(**changes) -> dict:
    return {
        "name": "Quattro stagioni",
        "category_id": "",
        "description": "",
        "ingredients": "Tomato, Artichokes",
        "allergens": ["gluten"],
        "is_active": "on",
        "size-id": ["", ""],
        "size-name": ["Classic", "Family"],
        "size-price": ["11,00", "19.50"],
        "size-code": ["", ""],
        "size-scale": ["", "2"],
        **changes,
    }


def test_the_editor_writes_a_whole_dish(manager_a: Client, ids, tenant_a, venue_a):
    groups = {"group-group_id": [ids["extras"]], "group-minimum": ["1"], "group-maximum": ["2"], "group-included": [""]}
    answer = manager_a.post("/office/menu/items/new/", editor(category_id=ids["pizza"], **groups))
    with use_tenant(tenant_a):
        item = Item.objects.get(name="Quattro stagioni")
        assert answer["Location"] == f"/office/menu/#item-{item.pk}"
        assert list(item.sizes.values_list("name", "price", "scale")) == [
            ("Classic", Decimal("11"), Decimal(1)),
            ("Family", Decimal("19.5"), Decimal(2)),
        ]
        link = GroupLink.objects.get(item=item)
        assert (link.minimum, link.maximum, link.included) == (1, 2, 0)
        sizes = list(item.sizes.values_list("pk", flat=True))
    page = manager_a.get(f"/office/menu/items/{item.pk}/").content.decode()
    assert 'value="19.50"' in page
    rule = {
        "rule-size": [sizes[0]],
        "rule-venue": [venue_a.id],
        "rule-service": ["delivery"],
        "rule-channel": [""],
        "rule-starts": ["17:00"],
        "rule-ends": ["19:00"],
        "rule-price": ["12"],
        "rule-days": [f"0:{day}" for day in range(7)],
    }
    swapped = editor(**{"size-id": sizes, "size-name": ["Family", "Classic"]}, **rule)
    assert manager_a.post(f"/office/menu/items/{item.pk}/", swapped).status_code == 302
    with use_tenant(tenant_a):
        assert list(item.sizes.values_list("pk", "name")) == [(sizes[0], "Family"), (sizes[1], "Classic")]
        stored = PriceRule.objects.get()
        assert (stored.size_id, stored.service, stored.price) == (sizes[0], "delivery", Decimal(12))
        assert not GroupLink.objects.filter(item=item).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "Write a name."),
        ({"size-price": ["", "x"]}, "Write a price such as 12.50"),
        ({"size-name": ["Same", "same"]}, "Give every size a name of its own."),
        ({"size-name": ["", "Large"]}, "Name this size"),
        ({"calories": "many"}, "Write a whole number."),
        ({"allergens": ["krypton"]}, "Unknown: krypton"),
    ],
)
def test_the_editor_says_what_is_wrong_and_keeps_what_was_typed(manager_a: Client, ids, tenant_a, changes, words):
    answer = manager_a.post("/office/menu/items/new/", editor(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Tomato, Artichokes" in page
    with use_tenant(tenant_a):
        assert Item.objects.count() == 5


def test_two_pages_with_one_dish_do_not_overwrite_each_other(manager_a: Client, ids, tenant_a):
    address = f"/office/menu/items/{ids['cola']}/"
    first, second = (fields_of(manager_a.get(address)) for _page in range(2))
    assert manager_a.post(address, first | {"description": ["From the fridge"]}).status_code == 302
    answer = manager_a.post(address, second | {"name": ["Chinotto"]})
    assert answer.status_code == 422
    assert "Somebody changed this dish" in answer.content.decode()
    with use_tenant(tenant_a):
        item = Item.objects.get(pk=ids["cola"])
    assert (item.name != "Chinotto", item.description) == (True, "From the fridge")
    again = fields_of(answer)
    assert again["name"] == ["Chinotto"]
    assert manager_a.post(address, again).status_code == 302
    with use_tenant(tenant_a):
        assert Item.objects.get(pk=ids["cola"]).name == "Chinotto"


def test_groups_are_written_by_names(manager_a: Client, ids, tenant_a):
    new = {
        "name": "Your drink",
        "option-name": ["cola", "Chinotto", ""],
        "option-price": ["0", "3.50", ""],
        "option-max": ["1", "2", "1"],
        "option-default": ["0"],
    }
    assert manager_a.post("/office/menu/choices/new/", new).status_code == 302
    with use_tenant(tenant_a):
        group = ModifierGroup.objects.get(name="Your drink")
        options = list(group.options.values_list("item__name", "price", "is_default", "max_quantity", "item__category"))
        assert options == [("Cola", Decimal(0), True, 1, ids["drinks"]), ("Chinotto", None, False, 2, None)]
        kept = list(group.options.values_list("pk", flat=True))
        assert Size.objects.get(item__name="Chinotto").price == Decimal("3.5")
    again = {**new, "option-name": ["Chinotto", "Cola", ""], "option-price": ["", "", ""]}
    manager_a.post(f"/office/menu/choices/{group.pk}/", again)
    with use_tenant(tenant_a):
        assert list(group.options.values_list("pk", flat=True)) == kept[::-1]
    assert (
        manager_a.post(f"/office/menu/choices/{group.pk}/", {**new, "option-price": ["x", "1", ""]}).status_code == 422
    )
    manager_a.post(f"/office/menu/choices/{group.pk}/delete/")
    with use_tenant(tenant_a):
        assert not ModifierGroup.objects.filter(pk=group.pk).exists()
        assert Item.objects.filter(name="Chinotto").exists()


def test_headings_are_edited_in_a_dialog(manager_a: Client, ids, tenant_a):
    assert b"<dialog" in manager_a.get(f"/office/menu/categories/{ids['pizza']}/").content
    saved = manager_a.post("/office/menu/categories/new/", {"name": "Dolci", "is_active": "on"})
    assert (saved.status_code, events(saved)["close-dialog"]) == (204, "category-dialog")
    circle = {"name": "Pizza", "parent_id": ids["pizza"], "is_active": "on"}
    assert manager_a.post(f"/office/menu/categories/{ids['pizza']}/", circle).status_code == 422
    assert manager_a.post(f"/office/menu/categories/{ids['drinks']}/delete/").status_code == 204
    with use_tenant(tenant_a):
        assert set(Category.objects.values_list("name", flat=True)) == {"Pizza", "Dolci"}
        assert Item.objects.get(pk=ids["cola"]).category_id is None


def test_an_export_goes_back_in_unchanged_and_runs_nothing(manager_a: Client, ids, tenant_a):
    with use_tenant(tenant_a):
        Item.objects.filter(pk=ids["cola"]).update(description="=cmd|' /C calc'!A0")
    exported = manager_a.get("/office/menu/export/")
    assert "attachment" in exported["Content-Disposition"]
    assert "'=cmd" in exported.content.decode()
    with use_tenant(tenant_a):
        Item.objects.filter(pk=ids["cola"]).update(description="")
        data = manager_a.get("/office/menu/export/").content
        report = facade.import_menu(items=io.BytesIO(data))
        assert report.is_clean, report.problems
        assert not any(report.created[kind] for kind in ("items", "sizes"))
        assert not report.updated["sizes"]


def test_what_was_removed_can_be_brought_back_later(manager_a: Client, ids, tenant_a):
    assert "Nothing was removed" in manager_a.get("/office/menu/removed/").content.decode()
    manager_a.post("/office/menu/bulk/", {"item": [ids["cola"]], "action": "remove"})
    assert "Cola" in manager_a.get("/office/menu/removed/").content.decode()
    assert manager_a.post("/office/menu/restore/", {"item": ids["cola"]}).status_code == 200
    with use_tenant(tenant_a):
        assert Item.objects.current().filter(pk=ids["cola"]).exists()


PAGES = [f"/office/menu/{page}" for page in ("", "bar/", "changes/", "choices/", "ingredients/", "removed/", "export/")]
EDITS = [
    ("/office/menu/restore/", {"item": ["{cola}"]}),
    ("/office/menu/items/{cola}/", editor()),
    ("/office/menu/items/new/", editor()),
    ("/office/menu/order/", {"category": "", "item": ["{cola}"]}),
    ("/office/menu/bulk/", {"item": ["{cola}"], "action": "remove"}),
    ("/office/menu/categories/{pizza}/", {"name": "x"}),
    ("/office/menu/categories/{pizza}/delete/", {}),
    ("/office/menu/choices/{extras}/delete/", {}),
    ("/office/menu/publish/", {}),
    ("/office/menu/prices/x/undo/", {}),
    ("/office/menu/items/{cola}/sold-out/", {"until": "open"}),
]


def with_ids(body: dict, ids: dict[str, int]) -> dict:
    """The body with real ids where it says `{cola}`."""
    return {
        name: [str(part).format(**ids) for part in value] if isinstance(value, list) else value
        for name, value in body.items()
    }


def snapshot_of_everything() -> list:
    models = (Category, Item, Size, ModifierGroup, GroupLink, EightySix, MenuSnapshot)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_strangers_sign_in_and_drivers_are_refused(client_a: Client, ids, tenant_a, sign_in):
    with use_tenant(tenant_a):
        before = snapshot_of_everything()
    for address in PAGES:
        assert client_a.get(address).status_code == 302
    sign_in(client_a, tenant_a, Role.DRIVER)
    for address in PAGES:
        assert client_a.get(address).status_code == 403
    for address, body in EDITS:
        assert client_a.post(address.format(**ids), with_ids(body, ids)).status_code == 403, address
    with use_tenant(tenant_a):
        assert snapshot_of_everything() == before


def test_the_owner_next_door_finds_nothing(client_b: Client, ids, tenant_a, tenant_b, venue_b, sign_in):
    with use_tenant(tenant_a):
        before = snapshot_of_everything()
    sign_in(client_b, tenant_b, Role.OWNER)
    for address in PAGES:
        assert b"Margherita" not in client_b.get(address).content
    for address, body in EDITS:
        client_b.post(address.format(**ids), with_ids(body, ids))
    with use_tenant(tenant_a):
        assert snapshot_of_everything() == before


def test_a_manager_of_one_venue_works_on_that_one(client_a: Client, ids, tenant_a, venue_a, sign_in):
    with use_tenant(tenant_a):
        other = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    sign_in(client_a, tenant_a, Role.MANAGER, venue_ids=[other.id])
    client_a.post("/office/menu/publish/", {"venue": venue_a.slug})
    with use_tenant(tenant_a):
        assert list(MenuSnapshot.objects.values_list("venue_id", flat=True)) == [other.id]


def test_one_button_publishes_at_every_venue(manager_a: Client, ids, tenant_a, venue_a):
    with use_tenant(tenant_a):
        other = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    assert "Publish everywhere" in manager_a.get("/office/menu/bar/").content.decode()
    assert "Navigli" in toast(manager_a.post("/office/menu/publish/", {"everywhere": "1"}))
    with use_tenant(tenant_a):
        assert set(MenuSnapshot.objects.values_list("venue_id", flat=True)) == {venue_a.id, other.id}


def test_a_dish_may_be_sold_at_one_venue_alone(manager_a: Client, ids, tenant_a, venue_a):
    with use_tenant(tenant_a):
        other = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    page = f"/office/menu/items/{ids['cola']}/"
    body = editor(name="Cola", category_id=ids["drinks"], sold_at=[venue_a.id])
    assert manager_a.post(page, body).status_code == 302
    with use_tenant(tenant_a):
        assert ids["cola"] in facade.publish_menu(venue_id=venue_a.id).items
        assert ids["cola"] not in facade.publish_menu(venue_id=other.id).items
    assert f'value="{other.id}" checked' not in " ".join(manager_a.get(page).content.decode().split())
    manager_a.post(page, {**body, "sold_at": [venue_a.id, other.id]})
    with use_tenant(tenant_a):
        assert ids["cola"] in facade.publish_menu(venue_id=other.id).items


def test_what_an_ingredient_contains_reaches_its_dishes(manager_a: Client, ids, tenant_a, venue_a):
    assert "Mozzarella" in manager_a.get("/office/menu/ingredients/").content.decode()
    with use_tenant(tenant_a):
        basil = Ingredient.objects.get(name="Basil")
    address = f"/office/menu/ingredients/{basil.pk}/allergens/"
    assert manager_a.post(address, {"allergens": ["celery"]}).status_code == 204
    assert manager_a.post(address, {"allergens": ["krypton"]}).status_code == 400
    assert manager_a.post("/office/menu/ingredients/999999/allergens/", {}).status_code == 404
    assert "Celery (Basil)" in manager_a.get(f"/office/menu/items/{ids['margherita']}/").content.decode()
    with use_tenant(tenant_a):
        assert "celery" in facade.publish_menu(venue_id=venue_a.id).items[ids["margherita"]].allergens


@pytest.mark.parametrize(
    ("page", "field", "most"),
    [
        ("items/{margherita}/", "name", Longest.ITEM_NAME),
        ("items/{margherita}/", "description", Longest.DESCRIPTION),
        ("items/{margherita}/", "code", Longest.CODE),
        ("items/{margherita}/", "size-name", Longest.SIZE_NAME),
        ("choices/{extras}/", "name", Longest.GROUP_NAME),
        ("choices/{extras}/", "option-name", Longest.ITEM_NAME),
    ],
)
def test_the_pages_take_what_the_tables_hold(manager_a: Client, ids, page, field, most):
    text = manager_a.get(f"/office/menu/{page.format(**ids)}").content.decode()
    tags = re.findall(rf'<(?:input|textarea)[^>]* name="{field}"[^>]*>', text)
    assert tags
    assert all(f'maxlength="{most}"' in tag for tag in tags)
