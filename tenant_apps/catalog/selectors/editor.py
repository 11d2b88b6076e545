"""What the editors of dishes and choices show beside the draft itself."""

from collections.abc import Collection

from django.db.models import Q

from tenant_apps.catalog.contracts import PriceDraft
from tenant_apps.catalog.models import Category, Listing, ModifierGroup, PriceRule


def list_categories() -> list[Category]:
    return list(Category.objects.all())


def list_groups() -> list[ModifierGroup]:
    """With their options and the options' items."""
    return list(ModifierGroup.objects.prefetch_related("options__item"))


def list_price_rules(*, item_id: int, venue_ids: Collection[int]) -> list[PriceDraft]:
    """The prices that differ, everywhere or at one of these venues, in the order they were written."""
    return [
        PriceDraft(
            size_id=rule.size_id,
            price=rule.price,
            venue_id=rule.venue_id,
            channel=rule.channel,
            service=rule.service,
            weekdays=rule.weekdays,
            starts_at=rule.starts_at,
            ends_at=rule.ends_at,
        )
        for rule in PriceRule.objects.filter(_at(venue_ids), size__item_id=item_id).order_by("pk")
    ]


def list_not_sold_at(*, item_id: int) -> list[int]:
    """The venues that do not sell an item although others may."""
    return list(Listing.objects.filter(item_id=item_id, is_sold=False).values_list("venue_id", flat=True))


def _at(venue_ids: Collection[int]) -> Q:
    return Q(venue_id=None) | Q(venue_id__in=venue_ids)
