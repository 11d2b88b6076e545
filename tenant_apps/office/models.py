from typing import Any

from django.db import models
from django.db.models import Q

from comanda.kernel.clock import now
from comanda.kernel.ids import uuid7

KINDS = [("menu", "menu"), ("orders", "orders")]
STATES = [(state, state) for state in ("uploaded", "checking", "checked", "running", "done", "failed")]


class ImportJob(models.Model):
    """A file on its way into the books: uploaded, matched, checked without writing, then run for good."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=KINDS)
    state = models.CharField(max_length=20, choices=STATES, default="uploaded")
    main_file = models.FileField(upload_to="private/imports/", max_length=300)
    main_name = models.CharField(max_length=200)
    second_file = models.FileField(upload_to="private/imports/", max_length=300, blank=True)
    second_name = models.CharField(max_length=200, blank=True)
    mapping: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    """Our field -> heading in the file; "" leaves the field out."""
    venue_id = models.BigIntegerField(null=True)
    report: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    problem: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    """Why the file as a whole was refused, as problem+json."""
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=now, editable=False)
    asked_at = models.DateTimeField(null=True)
    """When a worker was last asked to check or run it."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind for kind, _ in KINDS]), name="office_import_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.main_name}"


class DismissedHint(models.Model):
    """A line of the home page that someone has waved away, for everybody or for themselves."""

    user_id = models.BigIntegerField()
    hint = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "hint"], name="office_hint_dismissed_once")]

    def __str__(self) -> str:
        return self.hint
