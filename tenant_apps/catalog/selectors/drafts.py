"""The draft's rows as plain values, the way they come in: for forms and for the API."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from comanda.kernel.money import quantize
from tenant_apps.catalog.contracts import (
    CategoryDraft,
    ChoiceDraft,
    GroupDraft,
    ItemDraft,
    LinkDraft,
    OptionDraft,
    SizeDraft,
)
from tenant_apps.catalog.models import Category, Item, ModifierGroup
from tenant_apps.catalog.querysets import ItemQuerySet
from tenant_apps.catalog.selectors.content import image_of, picture_content
from tenants.context import current_tenant


def items_for_drafts() -> ItemQuerySet:
    """Current items with all `item_as_dict` needs, in six queries however many."""
    return (
        Item.objects.current()
        .select_related("picture")
        .prefetch_related("sizes", "item_ingredients__ingredient", "group_links__rules")
    )


def item_draft(item: Item) -> ItemDraft:
    return ItemDraft(
        name=item.name,
        category_id=item.category_id,
        description=item.description,
        code=item.code,
        tax_category=item.tax_category,
        station=item.station,
        ingredients=tuple(row.ingredient.name for row in item.item_ingredients.all()),
        allergens=tuple(item.allergens),
        diets=tuple(item.diets),
        spicy=item.spicy,
        calories=item.calories,
        is_featured=item.is_featured,
        is_active=item.is_active,
        sizes=tuple(
            SizeDraft(id=size.pk, name=size.name, code=size.code, price=_money(size.price), scale=size.scale)
            for size in item.sizes.all()
        ),
        groups=tuple(
            LinkDraft(
                group_id=link.group_id,
                minimum=link.minimum,
                maximum=link.maximum,
                included=link.included,
                choices=tuple(
                    ChoiceDraft(option_id=rule.option_id, price=_money_or_none(rule.price), is_default=rule.is_default)
                    for rule in link.rules.all()
                ),
            )
            for link in item.group_links.all()
        ),
    )


def item_as_dict(item: Item) -> dict[str, Any]:
    image = image_of(picture_content(item.picture, item.name))
    return {
        "id": item.pk,
        "slug": item.slug,
        **asdict(item_draft(item)),
        "image": image and {"sources": dict(image.sources), "alt": image.alt, "colour": image.colour},
    }


def category_draft(category: Category) -> CategoryDraft:
    return CategoryDraft(
        name=category.name,
        description=category.description,
        parent_id=category.parent_id,
        tax_category=category.tax_category,
        station=category.station,
        is_active=category.is_active,
    )


def category_as_dict(category: Category) -> dict[str, Any]:
    return {
        "id": category.pk,
        "slug": category.slug,
        "position": category.position,
        **asdict(category_draft(category)),
    }


def group_draft(group: ModifierGroup) -> GroupDraft:
    return GroupDraft(
        name=group.name,
        code=group.code,
        options=tuple(
            OptionDraft(
                item_id=option.item_id,
                name=option.item.name,
                size_id=option.size_id,
                price=_money_or_none(option.price),
                is_default=option.is_default,
                max_quantity=option.max_quantity,
            )
            for option in group.options.all()
        ),
    )


def group_as_dict(group: ModifierGroup) -> dict[str, Any]:
    return {"id": group.pk, **asdict(group_draft(group))}


def _money(amount: Decimal) -> Decimal:
    """As it is paid: the table keeps more decimals than most currencies have."""
    return quantize(amount, current_tenant().currency)


def _money_or_none(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else _money(amount)
