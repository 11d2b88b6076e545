"""One item, many prices: by venue, channel, service and time. What is not said here is inherited, never copied."""

from django.db import models
from django.db.models import Q

from comanda.kernel.money import MoneyField
from tenant_apps.catalog.contracts import Longest
from tenant_apps.catalog.models.items import Item, Size


class PriceRule(models.Model):
    """A price that holds where its conditions do; empty conditions hold everywhere. 0 is free, no rule is inherit."""

    size = models.ForeignKey(Size, on_delete=models.CASCADE, related_name="price_rules")
    venue_id = models.BigIntegerField(null=True, blank=True)
    """NULL: every venue of the tenant."""
    channel = models.CharField(max_length=Longest.CONDITION, blank=True)
    service = models.CharField(max_length=Longest.CONDITION, blank=True)
    weekdays = models.PositiveSmallIntegerField(default=0b1111111)
    """A bit per weekday, Monday the lowest."""
    starts_at = models.TimeField(null=True, blank=True)
    """Local time of the venue; with `ends_at`, a window that may run past midnight."""
    ends_at = models.TimeField(null=True, blank=True)
    price = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["size", "venue_id", "channel", "service", "weekdays", "starts_at", "ends_at"],
                name="catalog_price_rule",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="catalog_price_rule_price"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False),
                name="catalog_price_rule_window",
            ),
            models.CheckConstraint(condition=Q(weekdays__gte=1, weekdays__lte=127), name="catalog_price_rule_weekdays"),
        ]

    @property
    def has_window(self) -> bool:
        return self.starts_at is not None or self.weekdays != 0b1111111


class Listing(models.Model):
    """Whether a venue sells an item, where that differs from the chain: no row inherits `Item.is_active`."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="listings")
    venue_id = models.BigIntegerField()
    is_sold = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "venue_id"], name="catalog_listing_venue")]
