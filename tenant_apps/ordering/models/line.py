from typing import Any

from django.db import models
from django.db.models import Q

from comanda.kernel.money import MoneyField
from tenant_apps.ordering.models.order import Check, Order


class OrderLine(models.Model):
    """One line of the bill as it was sold. Amounts never change; a void marks it and appends to the ledger."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    # `check` is a method of every Django model, so the field takes another name and keeps the column's.
    bill = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="+", db_index=False, db_column="check_id")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    size_name = models.CharField(max_length=60, default="", blank=True)
    quantity = models.IntegerField()
    unit_price = MoneyField()
    net = MoneyField()
    tax = MoneyField()
    gross = MoneyField()
    tax_code = models.CharField(max_length=16)
    tax_rate = models.DecimalField(max_digits=7, decimal_places=5)
    beneficiary = models.CharField(max_length=16, default="venue")
    item_id = models.BigIntegerField(null=True)
    size_id = models.BigIntegerField(null=True)
    station = models.CharField(max_length=60, default="", blank=True)
    allergens: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    note = models.CharField(max_length=500, default="", blank=True)
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", db_index=False, null=True)
    """The dish an option was chosen for, where the option has a line of its own: they go together."""
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(gross=models.F("net") + models.F("tax")), name="line_adds_up"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="line_quantity_positive"),
        ]


class LineModifier(models.Model):
    """A choice made for a line. `quantity` and `unit_price` are per unit of the line."""

    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="modifiers")
    group_id = models.BigIntegerField(null=True)
    option_id = models.BigIntegerField(null=True)
    item_id = models.BigIntegerField(null=True)
    group_name = models.CharField(max_length=120, default="", blank=True)
    name = models.CharField(max_length=200)
    quantity = models.PositiveSmallIntegerField(default=1)
    unit_price = MoneyField(default=0)
