from typing import Any

from django.db import models

from comanda.kernel.clock import now
from comanda.kernel.ids import uuid7


class Signup(models.Model):
    """A restaurant on its way in. What it has reached is written down after each step, so that a crash is continued and
    a second click finds the first one's work instead of making another restaurant.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token = models.CharField(max_length=64, unique=True)
    """Made with the form, before the first click: the key that makes submitting twice the same as once."""
    subdomain = models.CharField(max_length=63)
    answers: "models.JSONField[Any, Any]" = models.JSONField()
    """What was asked, without the password."""
    password_hash = models.CharField(max_length=128)
    account_id = models.BigIntegerField(null=True)
    """The owner's user on the platform."""
    owner_id = models.BigIntegerField(null=True)
    """The owner's user in the tenant's own schema."""
    tenant_id = models.BigIntegerField(null=True)
    done: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    """Names of the finished steps, in order."""
    problem: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    """The refusal as shown to the person, where there is one."""
    busy_until = models.DateTimeField(null=True)
    """While somebody does a step: nobody else does one until then."""
    created_at = models.DateTimeField(default=now, editable=False)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.subdomain
