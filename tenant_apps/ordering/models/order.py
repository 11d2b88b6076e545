from typing import Any

from django.db import models
from django.db.models import Q

from comanda.kernel.ids import token
from comanda.kernel.money import MoneyField
from tenant_apps.ordering.contracts import OPEN, OrderState, PaymentState


class Order(models.Model):
    """What a guest asked for, with everything it was sold under copied in: prices, taxes, zone, address, table.

    Its sums are kept beside the ledger that explains them; its state moves only as `states.py` says.
    """

    token = models.CharField(max_length=32, unique=True, default=token)
    venue = models.ForeignKey("venues.Venue", on_delete=models.PROTECT, related_name="+", db_index=False)
    business_date = models.DateField()
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=16)
    service = models.CharField(max_length=16)
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=20, default=OrderState.PENDING)
    payment_state = models.CharField(max_length=20, default=PaymentState.UNPAID)
    payment_provider = models.CharField(max_length=32, default="cash")

    customer_id = models.BigIntegerField(null=True)
    placed_by = models.BigIntegerField(null=True)
    contact_name = models.CharField(max_length=120, default="", blank=True)
    contact_phone = models.CharField(max_length=40, default="", blank=True)
    contact_email = models.CharField(max_length=254, default="", blank=True)
    address: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    zone: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    table_id = models.BigIntegerField(null=True)
    table_name = models.CharField(max_length=60, default="", blank=True)

    menu_snapshot_id = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    subtotal = MoneyField(default=0)
    tax = MoneyField(default=0)
    total = MoneyField(default=0)
    paid = MoneyField(default=0)

    note = models.TextField(default="", blank=True)
    reason = models.TextField(default="", blank=True)
    placed_at = models.DateTimeField()
    requested_for = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)

    source = models.CharField(max_length=40, default="", blank=True)
    external_ref = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "business_date", "number"], name="order_number_once_a_day"),
            models.UniqueConstraint(
                fields=["source", "external_ref"], name="order_imported_once", condition=~Q(external_ref="")
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="order_number_from_one"),
            models.CheckConstraint(condition=Q(paid__gte=0), name="order_paid_not_negative"),
        ]
        indexes = [
            models.Index(fields=["placed_at", "id"], name="order_newest"),
            models.Index(
                fields=["venue", "state"], name="order_open", condition=Q(state__in=[str(state) for state in OPEN])
            ),
            models.Index(fields=["customer_id"], name="order_by_customer", condition=Q(customer_id__isnull=False)),
        ]


class Check(models.Model):
    """A bill of an order. Payments belong to checks, so that bills can be split."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="checks")
    number = models.PositiveSmallIntegerField(default=1)
    total = MoneyField(default=0)
    paid = MoneyField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(paid__gte=0), name="check_paid_not_negative"),
        ]


class DayCounter(models.Model):
    """The last order number of a venue's business day. Its row is the lock that keeps numbers gapless."""

    venue = models.ForeignKey("venues.Venue", on_delete=models.PROTECT, related_name="+", db_index=False)
    business_date = models.DateField()
    last_number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "business_date"], name="one_counter_a_day")]
