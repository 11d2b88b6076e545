"""What the editors of dishes and choices show beside the draft itself."""

from collections.abc import Collection

from django.db.models import Count, Q

from comanda.kernel.money import quantize
from tenant_apps.catalog.contracts import PriceDraft
from tenant_apps.catalog.errors import CategoryNotFoundError, GroupNotFoundError, ItemNotFoundError
from tenant_apps.catalog.models import Category, Ingredient, Item, Listing, ModifierGroup, PriceRule
from tenant_apps.catalog.selectors.search import fold
from tenants.context import current_tenant


def list_categories() -> list[Category]:
    return list(Category.objects.all())


def get_category(*, category_id: int) -> Category:
    """Raises CategoryNotFoundError."""
    category = Category.objects.filter(pk=category_id).first()
    if category is None:
        raise CategoryNotFoundError()
    return category


def check_item(*, item_id: int) -> None:
    """Raises ItemNotFoundError for one that is not there, or was removed."""
    if not Item.objects.current().filter(pk=item_id).exists():
        raise ItemNotFoundError()


def list_groups() -> list[ModifierGroup]:
    """With their options and the options' items, and `uses`: by how many items each is offered."""
    groups = ModifierGroup.objects.prefetch_related("options__item", "links__item").annotate(uses=Count("links"))
    return list(groups.order_by("position", "pk"))


def get_group(*, group_id: int) -> ModifierGroup:
    """With its options, their items and sizes. Raises GroupNotFoundError."""
    group = ModifierGroup.objects.prefetch_related("options__item__sizes").filter(pk=group_id).first()
    if group is None:
        raise GroupNotFoundError()
    return group


def list_item_names() -> list[str]:
    return list(Item.objects.current().order_by("name").values_list("name", flat=True).distinct())


def items_by_name() -> dict[str, int]:
    """The first of each name, folded for finding it again."""
    return {fold(name): key for key, name in Item.objects.current().order_by("-pk").values_list("pk", "name")}


def list_removed(*, limit: int = 200) -> list[Item]:
    """What was removed, the latest first."""
    removed = Item.objects.filter(archived_at__isnull=False).select_related("category")
    return list(removed.order_by("-archived_at")[:limit])


def list_ingredients_in_use() -> list[Ingredient]:
    """With `uses`: in how many items each is."""
    current = Q(item_ingredients__item__archived_at__isnull=True)
    found = Ingredient.objects.annotate(uses=Count("item_ingredients", filter=current))
    return list(found.filter(uses__gt=0).order_by("name"))


def list_price_rules(*, item_id: int, venue_ids: Collection[int]) -> list[PriceDraft]:
    """The prices that differ, everywhere or at one of these venues, in the order they were written."""
    return [
        PriceDraft(
            size_id=rule.size_id,
            price=quantize(rule.price, current_tenant().currency),
            venue_id=rule.venue_id,
            channel=rule.channel,
            service=rule.service,
            weekdays=rule.weekdays,
            starts_at=rule.starts_at,
            ends_at=rule.ends_at,
        )
        for rule in PriceRule.objects.filter(_at(venue_ids), size__item_id=item_id).order_by("pk")
    ]


def list_listings(*, item_id: int) -> dict[int, bool]:
    """Venue -> whether it sells the item, for those that say so themselves."""
    return dict(Listing.objects.filter(item_id=item_id).values_list("venue_id", "is_sold"))


def list_not_sold_at(*, item_id: int) -> list[int]:
    """The venues that do not sell an item although others may."""
    return [venue_id for venue_id, is_sold in list_listings(item_id=item_id).items() if not is_sold]


def _at(venue_ids: Collection[int]) -> Q:
    return Q(venue_id=None) | Q(venue_id__in=venue_ids)
