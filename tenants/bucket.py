"""Uploads in a bucket. A module of its own: boto3 takes a tenth of a process's start, and only a bucket needs it."""

from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from tenants.context import TenantRef, current_tenant


@deconstructible(path="tenants.bucket.TenantS3Storage")
class TenantS3Storage(S3Storage):  # type: ignore[misc]
    """A key prefix per tenant. The name handed to the application never contains it."""

    def _normalize_name(self, name: str) -> str:
        schema = current_tenant().schema
        key: str = super()._normalize_name(name)
        parts = Path(name).parts
        if ".." in parts or Path(name).is_absolute() or key.startswith("../"):
            msg = f"{name!r} leads out of the tenant's files"
            raise SuspiciousFileOperation(msg)
        return f"{schema}/{key}"

    def forget_tenant(self, ref: TenantRef) -> None:
        """Every version of every file: where a bucket keeps versions, a deletion is but one more."""
        self.bucket.object_versions.filter(Prefix=f"{ref.schema}/").delete()
