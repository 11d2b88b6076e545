from django.db import models


class IdempotencyKey(models.Model):
    """A client's key, what it asked with it, and what came of it. Written in the transaction of the change itself."""

    scope = models.CharField(max_length=40)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    reference = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="idempotency_key_once")]
