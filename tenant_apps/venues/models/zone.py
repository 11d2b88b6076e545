from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comanda.kernel.money import MoneyField
from tenant_apps.venues.models.venue import Venue


class DeliveryZone(models.Model):
    """Where a venue delivers and for how much. Orders copy what they need of it, so it may change at any time."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="zones")
    name = models.CharField(_("name"), max_length=100)
    polygon: "models.JSONField[Any, Any]" = models.JSONField()
    """Outer ring as [longitude, latitude] pairs, open (the first point is not repeated)."""
    postcodes: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    """Whole postcodes or their outward part (`20144`, `E8`): how an address without coordinates finds its zone."""
    priority = models.PositiveSmallIntegerField(_("priority"), default=0)
    """Where zones overlap, the lowest number wins."""
    fee = MoneyField(_("delivery fee"), default=0)
    minimum = MoneyField(_("smallest order"), default=0)
    free_from = MoneyField(_("free from"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes on the road"), default=20)

    class Meta:
        ordering = ["priority", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fee__gte=0, minimum__gte=0) & (Q(free_from=None) | Q(free_from__gte=0)),
                name="zone_amounts_not_negative",
            )
        ]
