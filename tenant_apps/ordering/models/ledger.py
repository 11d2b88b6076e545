from django.db import models
from django.db.models import Q

from comanda.kernel.money import MoneyField
from tenant_apps.ordering.models.line import OrderLine
from tenant_apps.ordering.models.order import Order


class EntryKind(models.TextChoices):
    SALE = "sale"
    VOID = "void"
    COMP = "comp"
    PAYMENT = "payment"
    REFUND = "refund"


REVENUE_KINDS = (EntryKind.SALE, EntryKind.VOID, EntryKind.COMP, EntryKind.REFUND)


class LedgerEntry(models.Model):
    """One change of lines or money. Rows are only ever added; a trigger refuses UPDATE and DELETE.

    Sales carry net, tax and gross (negative where a line is taken back or money given back for it); payments carry
    `money`, and so does the row of a refund that says that it went back.
    `business_date` is the day the change was made, so that yesterday's sums never move.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="ledger")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+", db_index=False, null=True)
    venue_id = models.BigIntegerField()
    business_date = models.DateField()
    occurred_at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    line_kind = models.CharField(max_length=20, default="", blank=True)
    item_id = models.BigIntegerField(null=True)
    quantity = models.IntegerField(default=0)
    net = MoneyField(default=0)
    tax = MoneyField(default=0)
    gross = MoneyField(default=0)
    money = MoneyField(default=0)
    actor = models.CharField(max_length=40)
    reason = models.CharField(max_length=500, default="", blank=True)
    payment_ref = models.CharField(max_length=64, default="", blank=True)
    """Which payment event wrote it: the same event writes once."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(gross=models.F("net") + models.F("tax")), name="entry_adds_up"),
            models.UniqueConstraint(fields=["payment_ref"], name="entry_once_a_payment", condition=~Q(payment_ref="")),
        ]
        indexes = [models.Index(fields=["business_date", "venue_id"], name="ledger_by_day")]
