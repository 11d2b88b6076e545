"""What is off for now: an overlay on the published menu, never an edit of it."""

from django.db import models
from django.db.models import Q

from tenant_apps.catalog.contracts import Longest
from tenant_apps.catalog.models.items import Item
from tenant_apps.catalog.querysets import EightySixQuerySet


class EightySix(models.Model):
    """An item off at a venue, on one channel or all.

    At most one open row per item, venue and channel; closed rows stay as history.
    """

    SOURCES = ("staff", "stock", "integration")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="eighty_sixes")
    venue_id = models.BigIntegerField()
    channel = models.CharField(max_length=Longest.CONDITION, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=Longest.REASON, blank=True)
    source = models.CharField(max_length=20, default="staff")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.BigIntegerField(null=True)

    objects = models.Manager.from_queryset(EightySixQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["venue_id", "item", "channel"],
                condition=Q(ended_at__isnull=True),
                name="catalog_eighty_six_open",
            ),
        ]
