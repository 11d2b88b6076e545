from django.db import models
from django.db.models import F, Q

from comanda.kernel.ids import token
from comanda.kernel.money import MoneyField
from tenant_apps.payments.contracts import AttemptState


class PaymentAttempt(models.Model):
    """One try at paying a check. Its state moves only by guarded UPDATEs; what happened is in the ledger."""

    token = models.CharField(max_length=32, unique=True, default=token)
    check_id = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=255, unique=True)
    """The caller's key: the same key never opens two attempts."""
    provider = models.CharField(max_length=32)
    method_token = models.CharField(max_length=64, default="", blank=True)
    state = models.CharField(max_length=20, default=AttemptState.CREATED)
    amount = MoneyField()
    to_capture = MoneyField(null=True)
    """How much was asked for when the capture was: the bill may owe less than was authorised."""
    captured = MoneyField(default=0)
    refunded = MoneyField(default=0)
    currency = models.CharField(max_length=3)
    decline_code = models.CharField(max_length=40, default="", blank=True)
    provider_ref = models.CharField(max_length=64, default="", blank=True)
    release_reason = models.CharField(max_length=200, default="", blank=True)
    capture_asked_at = models.DateTimeField(null=True)
    release_asked_at = models.DateTimeField(null=True)
    void_owed_at = models.DateTimeField(null=True)
    """Given up while the provider was being asked: what it authorised then is still to be voided there."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="attempt_amount_positive"),
            models.CheckConstraint(
                condition=Q(captured__gte=0, captured__lte=F("amount")), name="attempt_capture_fits"
            ),
            models.CheckConstraint(
                condition=Q(refunded__gte=0, refunded__lte=F("captured")), name="attempt_refund_fits"
            ),
        ]
        indexes = [
            models.Index(
                fields=["updated_at"],
                name="attempt_unsettled",
                condition=Q(state__in=["created", "action_needed", "authorized"]),
            ),
            models.Index(fields=["void_owed_at"], name="attempt_void_owed", condition=Q(void_owed_at__isnull=False)),
        ]


class Refund(models.Model):
    """Money on its way back. Counted in the attempt's `refunded` from the moment it is asked for."""

    class State(models.TextChoices):
        ASKED = "asked"
        DONE = "done"
        FAILED = "failed"

    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=255, unique=True)
    amount = MoneyField()
    reason = models.CharField(max_length=500, default="", blank=True)
    actor = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_positive")]
        indexes = [models.Index(fields=["asked_at"], name="refund_asked", condition=Q(state="asked"))]
