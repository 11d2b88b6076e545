from typing import Any

from django.db import models
from django.db.models import Q

from comanda.kernel.ids import uuid7


class OutboxEvent(models.Model):
    """A fact in the schema it happened in, written in the transaction that made it true."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    payload: "models.JSONField[Any, Any]" = models.JSONField()
    occurred_at = models.DateTimeField()
    relayed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)

    class Meta:
        indexes = [models.Index("id", name="outbox_unrelayed", condition=Q(relayed_at=None))]


class OutboxDelivery(models.Model):
    """This subscriber has handled that event: the row that makes at-least-once delivery take effect once."""

    event_id = models.UUIDField()
    subscriber = models.CharField(max_length=200)
    handled_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("event_id", "subscriber", name="outbox_delivery_once")]
