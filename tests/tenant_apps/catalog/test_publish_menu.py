"""Publishing: what is resolved, what is frozen, what is refused."""

from datetime import time
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from comanda.kernel.errors import DomainError
from comanda.kernel.outbox.models import OutboxEvent
from tenant_apps.catalog import facade
from tenant_apps.catalog.contracts import (
    CategoryDraft,
    GroupDraft,
    ItemDraft,
    LinkDraft,
    OptionDraft,
    PriceDraft,
    SizeDraft,
)
from tenant_apps.catalog.errors import MenuNotPublishedError, MenuNotReadyError, SnapshotImmutableError
from tenant_apps.catalog.models import (
    Category,
    GroupLink,
    Ingredient,
    Item,
    LinkRule,
    MenuSnapshot,
    ModifierOption,
    Size,
)
from tenant_apps.catalog.services.delete_category import delete_category
from tenant_apps.catalog.services.reorder_categories import reorder_categories
from tenant_apps.catalog.services.set_price import set_price
from tenant_apps.venues.contracts import NewVenue, VenueInfo
from tenant_apps.venues.facade import open_venue
from tenants.broadcast import announce, forget_everything
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu


def test_a_menu_is_resolved_complete(menu_a, venue_a: VenueInfo):
    menu = facade.publish_menu(venue_id=venue_a.id, actor_id=7)
    assert (menu.version, menu.currency, menu.venue_id) == (1, "EUR", venue_a.id)
    assert [category.name for category in menu.categories] == ["Pizza", "Drinks"]
    assert menu.categories[0].item_ids == (menu_a["margherita"], menu_a["marinara"])
    item = menu.items[menu_a["margherita"]]
    assert [(size.name, size.price, size.scale) for size in item.sizes] == [
        ("Classic", Decimal("8.50"), Decimal(1)),
        ("Family", Decimal("15.00"), Decimal(2)),
    ]
    assert (item.station, item.tax_category) == ("pizza", "food")
    assert item.ingredients == ("Tomato", "Mozzarella", "Basil")
    assert item.allergens == {"gluten", "milk"}
    assert menu.items[menu_a["cola"]].tax_category == "soft_drink"
    group = item.groups[0]
    assert (group.minimum, group.maximum, group.included) == (0, 3, 1)
    assert [(option.name, option.price) for option in group.options] == [
        ("Burrata", Decimal("3.00")),
        ("Olives", Decimal("1.00")),
    ]
    assert facade.get_menu(venue_id=venue_a.id) == menu
    assert facade.get_snapshot(snapshot_id=menu.snapshot_id) == menu
    assert facade.menu_version(venue_id=venue_a.id) == (1, menu.etag)
    event = OutboxEvent.objects.get(name="catalog.menu_published")
    assert event.payload == {"venue_id": venue_a.id, "snapshot_id": menu.snapshot_id, "version": 1, "actor_id": 7}


def test_an_option_brings_the_tax_of_its_item_or_leaves_it_to_the_dish(menu_a, venue_a: VenueInfo):
    menu = facade.publish_menu(venue_id=venue_a.id)
    assert [option.tax_category for option in menu.items[menu_a["margherita"]].groups[0].options] == ["", ""]
    draft = GroupDraft(name="Drink", options=(OptionDraft(item_id=menu_a["cola"]),))
    link = LinkDraft(group_id=facade.save_group(draft=draft))
    dish = ItemDraft(name="Calzone", category_id=menu_a["pizza"], sizes=(SizeDraft(price=Decimal(8)),), groups=(link,))
    calzone = facade.save_item(draft=dish)
    menu = facade.publish_menu(venue_id=venue_a.id)
    (cola,) = menu.items[calzone].groups[0].options
    assert (cola.tax_category, cola.price) == ("soft_drink", Decimal(3))


def test_publishing_nothing_new_makes_no_version(menu_a, venue_a: VenueInfo):
    first = facade.publish_menu(venue_id=venue_a.id)
    size = Size.objects.get(code="marg_c")
    set_price(size_id=size.pk, price=Decimal("9"))
    set_price(size_id=size.pk, price=Decimal("8.5"))
    assert not facade.has_unpublished_changes(venue_id=venue_a.id)
    assert facade.publish_menu(venue_id=venue_a.id) == first
    assert MenuSnapshot.objects.count() == 1
    assert OutboxEvent.objects.filter(name="catalog.menu_published").count() == 1


def test_old_versions_stay_what_they_were(menu_a, venue_a: VenueInfo):
    first = facade.publish_menu(venue_id=venue_a.id)
    set_price(size_id=Size.objects.get(code="marg_c").pk, price=Decimal("9.90"))
    assert facade.get_menu(venue_id=venue_a.id) == first
    second = facade.publish_menu(venue_id=venue_a.id)
    assert second.version == 2
    assert facade.get_menu(venue_id=venue_a.id).items[menu_a["margherita"]].sizes[0].price == Decimal("9.90")
    assert facade.get_snapshot(snapshot_id=first.snapshot_id).items[menu_a["margherita"]].sizes[0].price == Decimal(
        "8.5"
    )


def test_a_warm_read_asks_the_database_nothing(menu_a, venue_a: VenueInfo):
    facade.publish_menu(venue_id=venue_a.id)
    facade.get_menu(venue_id=venue_a.id)
    facade.list_eighty_sixed(venue_id=venue_a.id)
    with CaptureQueriesContext(connection) as queries:
        facade.get_menu(venue_id=venue_a.id)
        facade.menu_version(venue_id=venue_a.id)
        facade.list_eighty_sixed(venue_id=venue_a.id)
    assert len(queries) == 0


def test_the_number_of_queries_does_not_grow_with_the_menu(menu_a, venue_a: VenueInfo):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            facade.publish_menu(venue_id=venue_a.id)
        return len(captured)

    small = queries()
    for number in range(15):
        facade.save_item(
            draft=ItemDraft(
                name=f"Pizza {number}",
                category_id=menu_a["pizza"],
                sizes=(SizeDraft(price=Decimal(9)),),
                groups=(LinkDraft(group_id=menu_a["extras"]),),
                ingredients=("Tomato",),
            )
        )
    assert queries() <= small


def test_a_snapshot_cannot_be_changed_by_any_way_in(menu_a, venue_a: VenueInfo):
    menu = facade.publish_menu(venue_id=venue_a.id)
    row = MenuSnapshot.objects.get()
    row.version = 9
    for change in (
        row.save,
        row.delete,
        lambda: MenuSnapshot.objects.update(version=9),
        lambda: MenuSnapshot.objects.all().delete(),
        lambda: MenuSnapshot.objects.bulk_update([row], ["version"]),
    ):
        with pytest.raises(SnapshotImmutableError):
            change()
    cheaper = bytes(row.content).replace(b'"8.50"', b'"0.50"')
    assert cheaper != bytes(row.content)
    columns = "venue_id, etag, item_count, published_at, published_by"
    for problem, sql in (
        ("only ever added", "UPDATE catalog_menusnapshot SET content = %s"),
        (
            "catalog_snapshot_etag",
            f"INSERT INTO catalog_menusnapshot ({columns}, version, content) "
            f"SELECT {columns}, version + 1, %s FROM catalog_menusnapshot",
        ),
    ):
        with pytest.raises(IntegrityError, match=problem), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [cheaper])
    assert MenuSnapshot.objects.get().version == 1
    assert facade.get_snapshot(snapshot_id=menu.snapshot_id) == menu


def test_an_empty_draft_and_a_dish_without_price_are_refused(as_tenant_a, venue_a: VenueInfo):
    with pytest.raises(MenuNotReadyError) as refused:
        facade.publish_menu(venue_id=venue_a.id)
    assert refused.value.code == "menu_empty"
    ids = fill_menu()
    Size.objects.filter(item_id=ids["cola"]).delete()
    with pytest.raises(MenuNotReadyError) as refused:
        facade.publish_menu(venue_id=venue_a.id)
    assert set(refused.value.fields) == {f"items.{ids['cola']}"}
    assert not MenuSnapshot.objects.exists()
    assert not OutboxEvent.objects.exists()
    with pytest.raises(MenuNotPublishedError):
        facade.get_menu(venue_id=venue_a.id)


def test_a_group_that_asks_for_more_than_it_offers_is_refused(menu_a, venue_a: VenueInfo):
    GroupLink.objects.update(minimum=3)
    with pytest.raises(MenuNotReadyError) as refused:
        facade.publish_menu(venue_id=venue_a.id)
    assert set(refused.value.fields) == {f"items.{menu_a['margherita']}"}


def test_prices_are_inherited_and_zero_is_free(menu_a, venue_a: VenueInfo):
    burrata, olives = ModifierOption.objects.order_by("position")
    link = GroupLink.objects.get()
    ModifierOption.objects.filter(pk=burrata.pk).update(price=Decimal("2.50"))
    LinkRule.objects.create(link=link, option=olives, price=Decimal(0), is_default=True)
    options = facade.publish_menu(venue_id=venue_a.id).items[menu_a["margherita"]].groups[0].options
    assert [(option.price, option.is_default) for option in options] == [
        (Decimal("2.50"), False),
        (Decimal("0.00"), True),
    ]


def test_prices_by_venue_channel_service_and_hours(menu_a, venue_a: VenueInfo):
    other = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    size = Size.objects.get(code="marg_c")
    price = Decimal("8.00")
    facade.save_price_rules(
        item_id=menu_a["margherita"],
        rules=[
            PriceDraft(size_id=size.pk, price=Decimal("9.00"), venue_id=other.id),
            PriceDraft(size_id=size.pk, price=Decimal("9.50"), service="delivery"),
            PriceDraft(size_id=size.pk, price=price, channel="counter"),
            PriceDraft(size_id=size.pk, price=Decimal("5"), weekdays=0b11111, starts_at=time(22), ends_at=time(2)),
        ],
    )
    here = facade.publish_menu(venue_id=venue_a.id).items[menu_a["margherita"]].sizes[0]
    there = facade.publish_menu(venue_id=other.id).items[menu_a["margherita"]].sizes[0]
    assert (here.price, there.price) == (Decimal("8.50"), Decimal("9.00"))
    assert here.price_for("delivery") == there.price_for("delivery") == Decimal("9.50")
    assert here.price_for("pickup", "counter") == price
    assert here.price_for("pickup", "web") == Decimal("8.50")


def test_a_venue_may_sell_less_or_more_than_the_chain(menu_a, venue_a: VenueInfo):
    other = open_venue(new=NewVenue(name="Navigli", city="Milano"))
    facade.set_listing(item_ids=[menu_a["cola"]], venue_id=other.id, is_sold=False)
    Item.objects.filter(pk=menu_a["marinara"]).update(is_active=False)
    facade.set_listing(item_ids=[menu_a["marinara"]], venue_id=other.id, is_sold=True)
    assert set(facade.publish_menu(venue_id=venue_a.id).items) == {menu_a["margherita"], menu_a["cola"]}
    there = facade.publish_menu(venue_id=other.id)
    assert set(there.items) == {menu_a["margherita"], menu_a["marinara"]}
    assert [category.name for category in there.categories] == ["Pizza"]


def test_hidden_headings_hide_what_stands_under_them(menu_a, venue_a: VenueInfo):
    below = facade.save_category(draft=CategoryDraft(name="White pizza", parent_id=menu_a["pizza"]))
    facade.save_item(draft=ItemDraft(name="Bianca", category_id=below, sizes=(SizeDraft(price=Decimal(8)),)))
    menu = facade.publish_menu(venue_id=venue_a.id)
    assert [category.name for category in menu.categories] == ["Pizza", "Drinks", "White pizza"]
    assert next(item for item in menu.items.values() if item.name == "Bianca").station == "pizza"
    Category.objects.filter(pk=menu_a["pizza"]).update(is_active=False)
    assert [item.name for item in facade.publish_menu(venue_id=venue_a.id).items.values()] == ["Cola"]


def test_the_allergens_of_ingredients_reach_the_dish_and_its_options(menu_a, venue_a: VenueInfo):
    Ingredient.objects.filter(name="Basil").update(allergens=["celery"])
    Item.objects.filter(name="Burrata").update(allergens=["milk"])
    item = facade.publish_menu(venue_id=venue_a.id).items[menu_a["margherita"]]
    assert item.allergens == {"gluten", "milk", "celery"}
    assert item.groups[0].options[0].allergens == {"milk"}


def test_changes_read_like_sentences(menu_a, venue_a: VenueInfo):
    lines = facade.list_unpublished_changes(venue_id=venue_a.id)
    assert {(line.kind, line.subject) for line in lines} >= {("added", "Margherita"), ("added", "Drinks")}
    facade.publish_menu(venue_id=venue_a.id)
    assert facade.list_unpublished_changes(venue_id=venue_a.id) == ()
    set_price(size_id=Size.objects.get(code="marg_f").pk, price=Decimal("16"))
    facade.archive_items(item_ids=[menu_a["cola"]])
    facade.change_items(item_ids=[menu_a["marinara"]], changes={"is_featured": True})
    reorder_categories(category_ids=[menu_a["drinks"], menu_a["pizza"]])
    lines = facade.list_unpublished_changes(venue_id=venue_a.id)
    assert {(line.kind, line.subject, line.detail) for line in lines} == {
        ("price", "Margherita", "Family: €15.00 → €16.00"),
        ("changed", "Marinara", "featured"),
        ("removed", "Cola", ""),
        ("removed", "Drinks", "heading"),
    }
    assert facade.has_unpublished_changes(venue_id=venue_a.id)


def test_removing_a_heading_keeps_its_dishes(menu_a, venue_a: VenueInfo):
    delete_category(category_id=menu_a["drinks"])
    assert Item.objects.get(pk=menu_a["cola"]).category_id is None
    assert menu_a["cola"] not in facade.publish_menu(venue_id=venue_a.id).items


def test_two_tenants_never_meet(tenant_a: TenantRef, tenant_b: TenantRef, venue_a: VenueInfo, venue_b: VenueInfo):
    with use_tenant(tenant_a):
        fill_menu(prefix="Alfa ")
        facade.publish_menu(venue_id=venue_a.id)
    with use_tenant(tenant_b):
        fill_menu(prefix="Bravo ")
        facade.publish_menu(venue_id=venue_b.id)
    for tenant, venue, prefix in (
        (tenant_a, venue_a, "Alfa"),
        (tenant_b, venue_b, "Bravo"),
        (tenant_a, venue_a, "Alfa"),
    ):
        with use_tenant(tenant):
            menu = facade.get_menu(venue_id=venue.id)
            assert all(item.name.startswith(prefix) for item in menu.items.values())
            assert all(
                item.name.startswith(prefix)
                for item in facade.get_snapshot(snapshot_id=menu.snapshot_id).items.values()
            )
    with use_tenant(tenant_b):
        assert facade.get_menu(venue_id=venue_b.id).currency == "GBP"
        stranger = MenuSnapshot.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1000
        with pytest.raises(DomainError):
            facade.get_snapshot(snapshot_id=stranger)


def test_after_a_gap_in_the_announcements_everything_is_read_anew(menu_a, venue_a: VenueInfo):
    menu = facade.publish_menu(venue_id=venue_a.id)
    facade.get_menu(venue_id=venue_a.id)
    forget_everything()
    with CaptureQueriesContext(connection) as queries:
        assert facade.get_menu(venue_id=venue_a.id) == menu
    assert len(queries) == 2


def test_another_process_publishes_and_this_one_hears_of_it(menu_a, venue_a: VenueInfo):
    facade.publish_menu(venue_id=venue_a.id)
    assert facade.get_menu(venue_id=venue_a.id).version == 1
    old = MenuSnapshot.objects.get()
    MenuSnapshot(
        venue_id=venue_a.id, version=2, etag=old.etag, content=old.content, published_at=old.published_at
    ).save()
    assert facade.get_menu(venue_id=venue_a.id).version == 1
    announce("menu", str(venue_a.id))
    assert facade.get_menu(venue_id=venue_a.id).version == 2
