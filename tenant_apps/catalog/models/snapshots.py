"""What a venue sold as of one publication: written once, never changed."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Func, Q, TextField

from tenant_apps.catalog.errors import SnapshotImmutableError


class Sha256Hex(Func):
    """sha256 of bytes, as PostgreSQL computes it, in hexadecimal."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = TextField()


class SnapshotQuerySet(models.QuerySet["MenuSnapshot"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise SnapshotImmutableError()

    def delete(self) -> NoReturn:
        raise SnapshotImmutableError()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise SnapshotImmutableError()

    def without_content(self) -> "SnapshotQuerySet":
        """For lists and version checks: content is large and stored out of line."""
        return self.defer("content")


class MenuSnapshot(models.Model):
    """`content` is canonical JSON, byte for byte what `etag` is the hash of: the database itself refuses a row whose
    content and hash disagree, so that not even raw SQL changes a published price unnoticed.
    """

    venue_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    etag = models.CharField(max_length=64)
    content = models.BinaryField()
    item_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    published_by = models.BigIntegerField(null=True)
    """User id; NULL: the system."""

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["venue_id", "version"], name="catalog_snapshot_version"),
            models.CheckConstraint(condition=Q(version__gte=1), name="catalog_snapshot_first"),
            models.CheckConstraint(condition=Q(etag=Sha256Hex(F("content"))), name="catalog_snapshot_etag"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise SnapshotImmutableError()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise SnapshotImmutableError()
