from typing import Any

from django.db import models

from comanda.kernel.money import MoneyField
from tenant_apps.payments.models.attempt import PaymentAttempt


class PaymentEntry(models.Model):
    """What happened to the money of an attempt. Rows are only ever added; a trigger refuses UPDATE and DELETE."""

    class Kind(models.TextChoices):
        AUTHORIZED = "authorized"
        ACTION_NEEDED = "action_needed"
        CAPTURED = "captured"
        FAILED = "failed"
        CANCELLED = "cancelled"
        REFUNDED = "refunded"
        REFUND_FAILED = "refund_failed"

    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    amount = MoneyField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    detail = models.CharField(max_length=500, default="", blank=True)


class ProviderEvent(models.Model):
    """A message from a provider, kept once whatever number of times it is delivered."""

    provider = models.CharField(max_length=32)
    event_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    payload: "models.JSONField[Any, Any]" = models.JSONField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="provider_event_once")]
