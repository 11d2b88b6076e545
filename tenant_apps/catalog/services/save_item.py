"""Make or change an item with all that belongs to it."""

from django.db import transaction
from django.db.models import CharField, Max, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tenant_apps.catalog.contracts import HOTTEST, MOST_CALORIES, Allergen, Diet, ItemDraft, Longest, TaxCategory
from tenant_apps.catalog.errors import ItemNotFoundError
from tenant_apps.catalog.models import Category, Ingredient, Item, ItemIngredient, Size
from tenant_apps.catalog.selectors.slugs import free_slug
from tenant_apps.catalog.services.checks import Checks
from tenant_apps.catalog.services.save_links import check_links, save_links


def save_item(*, item_id: int | None = None, draft: ItemDraft) -> int:
    """Its id. Raises ItemNotFoundError, ValidationFailedError with fields such as `sizes.0.price`."""
    with transaction.atomic():
        item = Item() if item_id is None else lock_item(item_id)
        _check(item, draft)
        name = draft.name.strip()
        if item.name != name:
            item.slug = free_slug(Item, name, keep=item_id)
        if item_id is None or item.category_id != draft.category_id:
            neighbours = (
                Item.objects.filter(category__isnull=True)
                if draft.category_id is None
                else Item.objects.filter(category_id=draft.category_id)
            )
            last = neighbours.aggregate(last=Max("position"))["last"]
            item.position = (last or 0) + 1
        item.name = name
        for field in (
            "category_id",
            "tax_category",
            "spicy",
            "calories",
            "is_featured",
            "is_active",
        ):
            setattr(item, field, getattr(draft, field))
        item.description = draft.description.strip()
        item.code = draft.code.strip()
        item.station = slugify(draft.station)
        item.allergens = sorted(set(draft.allergens))
        item.diets = sorted(set(draft.diets))
        item.save()
        _save_sizes(item, draft)
        save_ingredients(item=item, names=draft.ingredients)
        save_links(item=item, draft=draft)
    return item.pk


def lock_item(item_id: int) -> Item:
    """Until the transaction ends nobody else saves this item. Raises ItemNotFoundError."""
    item: Item | None = Item.objects.current().select_for_update(no_key=True).order_by("pk").filter(pk=item_id).first()
    if item is None:
        raise ItemNotFoundError()
    return item


def _check(item: Item, draft: ItemDraft) -> None:
    checks = Checks()
    checks.text("name", draft.name, Longest.ITEM_NAME, required=True)
    checks.text("description", draft.description, Longest.DESCRIPTION)
    code = checks.text("code", draft.code, Longest.CODE)
    if code and Item.objects.filter(code=code).exclude(pk=item.pk).exists():
        checks.add("code", _("Another item has this code."))
    checks.station("station", draft.station)
    if draft.tax_category:
        checks.choices("tax_category", [draft.tax_category], list(TaxCategory))
    checks.choices("allergens", draft.allergens, list(Allergen))
    checks.choices("diets", draft.diets, list(Diet))
    if not 0 <= draft.spicy <= HOTTEST:
        checks.add("spicy", _("Choose between 0 and 3."))
    if draft.calories is not None and not 0 <= draft.calories <= MOST_CALORIES:
        checks.add("calories", _("Write a number between 0 and 10 000."))
    if draft.category_id is not None and not Category.objects.filter(pk=draft.category_id).exists():
        checks.add("category_id", _("Choose one of your categories."))
    for place, ingredient in enumerate(draft.ingredients):
        checks.text(f"ingredients.{place}", ingredient, Longest.INGREDIENT_NAME, required=True)
    _check_sizes(item, draft, checks)
    check_links(draft, checks)
    checks.refuse()


def _check_sizes(item: Item, draft: ItemDraft, checks: Checks) -> None:
    if not draft.sizes:
        checks.add("sizes", _("Add at least one price."))
    own = set(item.sizes.values_list("pk", flat=True)) if item.pk else set()
    names: set[str] = set()
    for place, size in enumerate(draft.sizes):
        name = checks.text(f"sizes.{place}.name", size.name, Longest.SIZE_NAME)
        if name.casefold() in names:
            checks.add(f"sizes.{place}.name", _("Give every size a name of its own."))
        names.add(name.casefold())
        if len(draft.sizes) > 1 and not name:
            checks.add(f"sizes.{place}.name", _("Name this size, such as “Large”."))
        checks.price(f"sizes.{place}.price", size.price)
        if not 0 < size.scale < 1000:
            checks.add(f"sizes.{place}.scale", _("Write a number above 0."))
        code = checks.text(f"sizes.{place}.code", size.code, Longest.CODE)
        if code and Size.objects.filter(code=code).exclude(item_id=item.pk).exists():
            checks.add(f"sizes.{place}.code", _("Another size has this code."))
        if size.id is not None and size.id not in own:
            checks.add(f"sizes.{place}.id", _("This size belongs to another item."))
    codes = [size.code.strip() for size in draft.sizes if size.code.strip()]
    if len(set(codes)) < len(codes):
        checks.add("sizes", _("Give every size a code of its own."))


def _save_sizes(item: Item, draft: ItemDraft) -> None:
    kept = {size.id for size in draft.sizes if size.id is not None}
    item.sizes.exclude(pk__in=kept).delete()
    # Names and codes may change places among the sizes: none may stand in another's way on the way there.
    item.sizes.update(name=Concat(Value("~"), Cast("pk", CharField())), code="")
    for place, size in enumerate(draft.sizes):
        Size(
            pk=size.id,
            item=item,
            name=size.name.strip(),
            code=size.code.strip(),
            price=size.price,
            scale=size.scale,
            position=place,
        ).save(force_update=size.id is not None, force_insert=size.id is None)


def save_ingredients(*, item: Item, names: tuple[str, ...]) -> None:
    """The item's ingredients in this order; an ingredient known in another case is the same one."""
    clean = list(dict.fromkeys(name.strip() for name in names))
    known = {ingredient.name.casefold(): ingredient for ingredient in Ingredient.objects.all()} if clean else {}
    chosen: dict[int, Ingredient] = {}
    new = {name.casefold(): name for name in reversed(clean) if name.casefold() not in known}
    if new:
        # Somebody else may be writing the same name: whoever comes first, both find it.
        Ingredient.objects.bulk_create([Ingredient(name=name) for name in new.values()], ignore_conflicts=True)
        known |= {found.name.casefold(): found for found in Ingredient.objects.filter(name__in=new.values())}
    for name in clean:
        ingredient = known[name.casefold()]
        chosen.setdefault(ingredient.pk, ingredient)
    present = list(item.item_ingredients.order_by("position", "pk").values_list("ingredient_id", flat=True))
    if present == list(chosen):
        return
    item.item_ingredients.all().delete()
    ItemIngredient.objects.bulk_create([
        ItemIngredient(item=item, ingredient=ingredient, position=place)
        for place, ingredient in enumerate(chosen.values())
    ])  # fmt: skip
