"""Compare checked rows with the draft and write the difference, in a few statements however many rows."""

from collections import Counter
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.tabular import Progress, ReportBuilder
from tenant_apps.catalog.models import Category, Ingredient, Item, ItemIngredient, Size
from tenant_apps.catalog.selectors.search import fold
from tenant_apps.catalog.selectors.slugs import free_slug
from tenant_apps.catalog.services.menu_rows import ItemRow

_PLAIN = ("description", "allergens", "diets", "tax_category", "station", "spicy", "calories")


def write_menu_rows(*, rows: list[ItemRow], report: ReportBuilder, progress: Progress) -> None:
    """Inside the caller's transaction. Items are known by code, else by name; sizes by code, else by name."""
    total = len(rows)
    progress(0, total, _("Saving"))
    categories = _categories(rows, report)
    items = _Items(rows, categories)
    pairs = [(row, items.match(row)) for row in rows]
    _write_items(pairs, items, report)
    _write_sizes([(row, item) for row, item in pairs if item is not None], report)
    progress(total, total, _("Saving"))


def _categories(rows: list[ItemRow], report: ReportBuilder) -> dict[str, Category]:
    known = {fold(category.name): category for category in Category.objects.all()}
    position = max((category.position for category in known.values()), default=0)
    taken = set(Category.objects.values_list("slug", flat=True))
    made: list[Category] = []
    for row in rows:
        name = row.category or ""
        if fold(name) not in known:
            position += 1
            category = Category(name=name, slug=free_slug(Category, name, taken=taken), position=position)
            known[fold(name)] = category
            made.append(category)
    Category.objects.bulk_create(made)
    _count(report, "categories", len(made), 0, len({row.category for row in rows}) - len(made))
    return known


class _Items:
    """The draft's items, found the way a file names them."""

    def __init__(self, rows: list[ItemRow], categories: dict[str, Category]) -> None:
        self.categories = categories
        everything: list[Item] = list(Item.objects.all())
        self.slugs = {item.slug for item in everything}
        self.by_code = {item.code: item for item in everything if item.code}
        # Where a name stands twice, the current one wins over one that was removed.
        ordered = sorted(everything, key=lambda item: (not item.is_archived, item.pk))
        self.by_name = {fold(item.name): item for item in ordered}
        self.by_place = {(fold(item.name), item.category_id): item for item in ordered}
        self.last = Item.objects.aggregate(last=Max("position"))["last"] or 0
        names = Counter(fold(row.name) for row in rows)
        self.given: set[int] = set()
        self.twins = {name for name, count in names.items() if count > 1}

    def match(self, row: ItemRow) -> Item | None:
        """The item this row is about; no item is given to two rows."""
        found = self._find(row)
        if found is None or found.pk in self.given:
            return None
        self.given.add(found.pk)
        return found

    def _find(self, row: ItemRow) -> Item | None:
        if row.code:
            found = self.by_code.get(row.code)
            if found is not None:
                return found
            found = self.by_name.get(fold(row.name))
            return found if found is not None and not found.code else None
        if fold(row.name) in self.twins:
            return self.by_place.get((fold(row.name), self.categories[fold(row.category or "")].pk))
        return self.by_name.get(fold(row.name))

    def new(self, row: ItemRow) -> Item:
        self.last += 1
        return Item(slug=free_slug(Item, row.name, taken=self.slugs), position=self.last)

    def apply(self, row: ItemRow, item: Item) -> bool:
        """Whether anything changed."""
        wanted: dict[str, Any] = {
            "name": row.name,
            "code": row.code or item.code,
            "category_id": self.categories[fold(row.category or "")].pk,
            "archived_at": None,
        }
        wanted |= {name: value for name in _PLAIN if (value := getattr(row, name)) is not None}
        if item.pk is not None:
            wanted = {name: value for name, value in wanted.items() if name.removesuffix("_id") not in row.guessed}
        changed = {name: value for name, value in wanted.items() if getattr(item, name) != value}
        for name, value in changed.items():
            setattr(item, name, value)
        return bool(changed)


def _write_items(pairs: list[tuple[ItemRow, Item | None]], items: _Items, report: ReportBuilder) -> None:
    made: list[Item] = []
    changed: set[int] = set()
    present: dict[int, Item] = {}
    for place, (row, found) in enumerate(pairs):
        item = found or items.new(row)
        touched = items.apply(row, item)
        if found is None:
            made.append(item)
        else:
            present[item.pk] = item
            if touched:
                changed.add(item.pk)
        pairs[place] = (row, item)
    Item.objects.bulk_create(made)
    changed |= _write_ingredients([(row, item) for row, item in pairs if item], report)
    changed -= {item.pk for item in made}
    for key in changed:
        present[key].updated_at = now()
    fields = ["name", "code", "category_id", "archived_at", "updated_at", *_PLAIN]
    Item.objects.bulk_update([present[key] for key in sorted(changed)], fields)
    _count(report, "items", len(made), len(changed), len(present) - len(changed))


def _write_ingredients(pairs: list[tuple[ItemRow, Item]], report: ReportBuilder) -> set[int]:
    """The items whose ingredients changed."""
    pairs = [(row, item) for row, item in pairs if row.ingredients is not None]
    known = {fold(ingredient.name): ingredient for ingredient in Ingredient.objects.all()}
    made: list[Ingredient] = []
    for row, _item in pairs:
        for name in row.ingredients or ():
            if fold(name) not in known:
                known[fold(name)] = Ingredient(name=name)
                made.append(known[fold(name)])
    Ingredient.objects.bulk_create(made)
    if pairs:
        _count(report, "ingredients", len(made), 0, 0)
    before: dict[int, list[int]] = {}
    for item_id, ingredient_id in (
        ItemIngredient.objects.filter(item__in=[item for _row, item in pairs])
        .order_by("position", "pk")
        .values_list("item_id", "ingredient_id")
    ):
        before.setdefault(item_id, []).append(ingredient_id)
    links: list[ItemIngredient] = []
    changed: set[int] = set()
    for row, item in pairs:
        chosen = list(dict.fromkeys(known[fold(name)].pk for name in row.ingredients or ()))
        if before.get(item.pk, []) != chosen:
            changed.add(item.pk)
            links += [ItemIngredient(item=item, ingredient_id=key, position=place) for place, key in enumerate(chosen)]
    ItemIngredient.objects.filter(item_id__in=changed).delete()
    ItemIngredient.objects.bulk_create(links)
    return changed


def _write_sizes(pairs: list[tuple[ItemRow, Item]], report: ReportBuilder) -> None:
    present = list(Size.objects.filter(item__in=[item for _row, item in pairs]))
    by_code = {size.code: size for size in Size.objects.exclude(code="")}
    by_name = {(size.item_id, fold(size.name)): size for size in present}
    made: list[Size] = []
    changed: list[Size] = []
    kept = 0
    for row, item in pairs:
        for place, wanted in enumerate(row.sizes):
            size = by_code.get(wanted.code) if wanted.code else None
            if size is not None and size.item_id != item.pk:
                report.error(
                    wanted.row,
                    "",
                    wanted.code,
                    _("Another item has a size with this code."),
                    _("Give every size a code of its own."),
                )
                continue
            size = size or by_name.get((item.pk, fold(wanted.name)))
            values = (wanted.name, wanted.code or (size.code if size else ""), wanted.price)
            if size is None:
                size = Size(item=item, name=wanted.name, code=wanted.code, price=wanted.price, position=place)
                made.append(size)
                if wanted.code:
                    by_code[wanted.code] = size
            elif (size.name, size.code, size.price) != values:
                size.name, size.code, size.price = values
                changed.append(size)
            else:
                kept += 1
    Size.objects.bulk_create(made)
    Size.objects.bulk_update(changed, ["name", "code", "price"])
    _count(report, "sizes", len(made), len(changed), kept)


def _count(report: ReportBuilder, kind: str, created: int, updated: int, unchanged: int) -> None:
    report.created[kind] += created
    report.updated[kind] += updated
    report.unchanged[kind] += unchanged
