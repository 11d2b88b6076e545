from typing import Any

from django.db import models
from django.db.models import Q

from comanda.kernel.ids import token


class Cart(models.Model):
    """A basket that is still being filled: found by the token in the guest's cookie, or by customer on any device."""

    token = models.CharField(max_length=32, unique=True, default=token)
    venue = models.ForeignKey("venues.Venue", on_delete=models.CASCADE, related_name="+", db_index=False)
    customer_id = models.BigIntegerField(null=True)
    service = models.CharField(max_length=16)
    updated_at = models.DateTimeField()
    menu_snapshot_id = models.BigIntegerField(null=True)
    """The menu that was read when something was last chosen: the guest is told where prices have moved since."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer_id", "venue"], name="one_cart_a_customer", condition=Q(customer_id__isnull=False)
            )
        ]


class CartLine(models.Model):
    """What was chosen. Prices are not stored: they are the menu's, at any moment."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    item_id = models.BigIntegerField()
    size_id = models.BigIntegerField(null=True)
    quantity = models.PositiveSmallIntegerField()
    modifiers: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    note = models.CharField(max_length=500, default="", blank=True)
