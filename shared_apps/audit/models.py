from typing import Any

from django.db import models

from comanda.kernel.clock import now
from shared_apps.audit.errors import AppendOnlyError
from shared_apps.audit.querysets import AuditQuerySet


class AuditEntry(models.Model):
    """Who did what to what, and when: written once, never changed. Each entry is sealed with the hash of the one
    before, so that altering or removing one, by whatever way, shows in `verify_chain`.
    """

    position = models.BigIntegerField(unique=True, editable=False)
    """1, 2, 3... without gaps in each schema."""
    at = models.DateTimeField(default=now, editable=False)
    actor_id = models.BigIntegerField(null=True)
    """The user's id; NULL: a guest or the system."""
    actor_label = models.CharField(max_length=254, blank=True)
    action = models.CharField(max_length=60)
    """`app.verb`: `team.invite`, `accounts.sign_in`."""
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    object_label = models.CharField(max_length=200, blank=True)
    before: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    after: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    ip = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=64, blank=True)
    previous_hash = models.BinaryField(max_length=32)
    entry_hash = models.BinaryField(max_length=32)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-position"]
        indexes = [
            models.Index(fields=["action", "-position"], name="audit_by_action"),
            models.Index(fields=["object_type", "object_id", "-position"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("audit entries are not changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("audit entries are not deleted")
