"""Menus from files: real ones, our own format, and the ones that are wrong."""

import io
from decimal import Decimal
from pathlib import Path

import pytest

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.tabular import ImportReport
from tenant_apps.catalog import facade
from tenant_apps.catalog.models import Category, Ingredient, Item, ItemIngredient, Size
from tenants.context import TenantRef, use_tenant

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"real menus are read from {DATA}, which is not there")

SAMPLE = """name;category;description;size;price;allergens;diets;ingredients
Margherita;Pizza;The queen;Classic;8,50;gluten, milk;vegetarian;Tomato, Mozzarella
Margherita;Pizza;The queen;Family;15,00;glutine, latte;vegetarian;Tomato, Mozzarella
Tiramisù;Dolci;;;6,00;3, 7;;
Birra;Bevande;;;5;none;;
"""


def take(text: str | bytes, sizes: str | None = None, **more) -> ImportReport:
    data = text.encode() if isinstance(text, str) else text
    second = io.BytesIO(sizes.encode()) if sizes is not None else None
    return facade.import_menu(items=io.BytesIO(data), sizes=second, **more)


def draft() -> list[tuple]:
    return sorted(Size.objects.values_list("item__name", "item__category__name", "name", "code", "price"))


@needs_data
@pytest.mark.data
def test_the_pizza_place_gives_32_pizzas_in_96_sizes(as_tenant_a):
    folder = DATA / "pizza_place"
    seen = []
    with (folder / "pizza_types.csv").open("rb") as items, (folder / "pizzas.csv").open("rb") as sizes:
        report = facade.import_menu(
            items=items, sizes=sizes, progress=lambda done, total, stage="": seen.append((done, total, stage))
        )
    assert report.was_written
    assert (report.rows, report.error_count, report.warning_count) == (128, 0, 0)
    assert (report.created["items"], report.created["sizes"], report.created["categories"]) == (32, 96, 4)
    assert Item.objects.count() == 32
    assert Size.objects.count() == 96
    assert seen[-1][0] == seen[-1][1]
    greek = Item.objects.get(code="the_greek")
    assert [(size.name, size.code, size.price) for size in greek.sizes.all()] == [
        ("S", "the_greek_s", Decimal("12.00")),
        ("M", "the_greek_m", Decimal("16.00")),
        ("L", "the_greek_l", Decimal("20.50")),
        ("XL", "the_greek_xl", Decimal("25.50")),
        ("XXL", "the_greek_xxl", Decimal("35.95")),
    ]
    assert [row.ingredient.name for row in greek.item_ingredients.all()] == [
        "Kalamata Olives",
        "Feta Cheese",
        "Tomatoes",
        "Garlic",
        "Beef Chuck Roast",
        "Red Onions",
    ]
    assert Ingredient.objects.filter(name__contains="Nduja Salami").exists()
    before = draft()
    with (folder / "pizza_types.csv").open("rb") as items, (folder / "pizzas.csv").open("rb") as sizes:
        again = facade.import_menu(items=items, sizes=sizes)
    assert not any(again.created.values())
    assert not any(again.updated.values())
    assert again.unchanged["sizes"] == 96
    assert draft() == before
    found = facade.lookup_items(codes=["the_greek_xxl", "the_greek", "The Greek Pizza (XL)", "nothing"])
    assert {code: ref.size_name for code, ref in found.items()} == {
        "the_greek_xxl": "XXL",
        "the_greek": "S",
        "The Greek Pizza (XL)": "XL",
    }


@needs_data
@pytest.mark.data
def test_the_london_takeaway_gives_248_products_under_headings_of_our_making(as_tenant_b):
    data = (DATA / "london_takeaway" / "products_price.csv").read_bytes()
    report = take(data)
    assert report.was_written
    assert (report.rows, report.created["items"], report.error_count) == (248, 248, 0)
    assert report.mapping == {"name": "Item Name", "price": "Product Price"}
    assert any("without a category" in note for note in report.notes)
    assert Category.objects.get(items__name="Plain Naan").name == "Bread"
    assert Category.objects.get(items__name="Chicken Tikka Masala").name == "Curries"
    assert Item.objects.get(name="COBRA (330ML)").tax_category == "alcohol"
    Item.objects.filter(name="Plain Naan").update(category=Category.objects.get(name="Starters"), tax_category="goods")
    again = take(data)
    assert not any(again.created.values())
    assert not any(again.updated.values())
    assert Item.objects.get(name="Plain Naan").tax_category == "goods"


def test_our_own_format_in_italian_dress(as_tenant_a):
    report = take(SAMPLE)
    assert report.was_written
    assert (report.created["items"], report.created["sizes"], report.created["categories"]) == (3, 4, 3)
    assert draft() == [
        ("Birra", "Bevande", "", "", Decimal("5")),
        ("Margherita", "Pizza", "Classic", "", Decimal("8.5")),
        ("Margherita", "Pizza", "Family", "", Decimal("15")),
        ("Tiramisù", "Dolci", "", "", Decimal("6")),
    ]
    assert Item.objects.get(name="Margherita").allergens == ["gluten", "milk"]
    assert Item.objects.get(name="Tiramisù").allergens == ["eggs", "milk"]
    assert Item.objects.get(name="Birra").tax_category == "alcohol"


def test_a_second_file_changes_what_changed_and_nothing_else(as_tenant_a):
    take(SAMPLE)
    report = take(SAMPLE.replace("8,50", "9,00").replace("The queen", "The queen of pizzas"))
    assert {kind: count for kind, count in report.updated.items() if count} == {"items": 1, "sizes": 1}
    assert not any(report.created.values())
    assert Size.objects.get(item__name="Margherita", name="Classic").price == Decimal("9")


def test_a_dry_run_says_all_and_does_nothing(as_tenant_a):
    report = take(SAMPLE, dry_run=True)
    assert report.is_clean
    assert not report.was_written
    assert report.created["items"] == 3
    assert not Item.objects.exists()
    assert not Category.objects.exists()


def test_a_sizes_code_may_be_as_long_as_its_column(as_tenant_a):
    heading = "name,price,category,size,size_code\nCalzone,9.00,Pizza,Big,"
    report = take(f"{heading}{'c' * 61}\n")
    assert [(problem.row, problem.column) for problem in report.problems] == [(2, "size_code")]
    assert take(f"{heading}{'c' * 60}\n").was_written


def test_every_problem_is_named_and_nothing_is_half_imported(as_tenant_a):
    report = take(
        "name,price,allergens,spicy,size\n"
        "Good,5.00,,,\n"
        ",4.00,,,\n"
        "No price,,,,\n"
        "Words,free,,,\n"
        "Less,-1,,,\n"
        "Fine,1.005,,,\n"
        "Odd,3.00,krypton,,\n"
        "Hot,3.00,,9,\n"
        "Good,6.00,,,\n"
        "Comma,3,milk,1,S,50\n"
    )
    assert not report.is_clean
    assert not report.was_written
    assert [(problem.row, problem.column, problem.value) for problem in report.problems] == [
        (11, "", "50"),
        (3, "name", ""),
        (4, "price", ""),
        (5, "price", "free"),
        (6, "price", "-1"),
        (7, "price", "1.005"),
        (8, "allergens", "krypton"),
        (9, "spicy", "9"),
        (10, "price", "6.00"),
    ]
    assert all(problem.problem and problem.remedy for problem in report.problems)
    assert not Item.objects.exists()
    assert not Category.objects.exists()


def test_two_files_must_fit_together(as_tenant_a):
    report = take("id,name\na,Alpha\nb,Beta\n", "id,item,size,price\n1,a,S,4\n2,a,L,6\n3,zzz,S,5\n")
    assert [(problem.file, problem.row, problem.value) for problem in report.problems] == [
        ("sizes", 4, "zzz"),
        ("items", 3, "b"),
    ]
    assert not Item.objects.exists()
    with pytest.raises(ValidationFailedError) as refused:
        take("name\nAlpha\n", "colour,price\nred,4\n")
    assert refused.value.code == "files_unrelated"


def test_a_code_of_its_own_per_row_belongs_to_the_size(as_tenant_a):
    take("sku,name,size,price\nm1,Margherita,S,5\nm2,Margherita,L,8\nc1,Cola,,3\n")
    assert draft() == [
        ("Cola", "Drinks", "", "c1", Decimal("3")),
        ("Margherita", "Pizza", "L", "m2", Decimal("8")),
        ("Margherita", "Pizza", "S", "m1", Decimal("5")),
    ]


def test_columns_may_be_chosen_by_hand(as_tenant_a):
    text = "a,b,c\nMargherita,8,Pizza\n"
    with pytest.raises(ValidationFailedError) as refused:
        take(text)
    assert set(refused.value.fields) == {"name", "price"}
    assert take(text, mapping={"name": "a", "price": "b", "category": "c"}).was_written


def test_a_removed_item_comes_back_and_a_neighbour_keeps_its_ingredients(as_tenant_a):
    take(SAMPLE)
    item = Item.objects.get(name="Tiramisù")
    facade.archive_items(item_ids=[item.pk])
    links = list(ItemIngredient.objects.values_list("pk", flat=True))
    assert take(SAMPLE).updated["items"] == 1
    assert not Item.objects.get(pk=item.pk).is_archived
    assert list(ItemIngredient.objects.values_list("pk", flat=True)) == links


def test_an_import_reaches_its_own_tenant_alone(tenant_a: TenantRef, tenant_b: TenantRef, db):
    with use_tenant(tenant_a):
        take(SAMPLE)
    with use_tenant(tenant_b):
        assert not Item.objects.exists()
        assert facade.lookup_items(codes=["Margherita"]) == {}
