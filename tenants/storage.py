"""Uploads live under their tenant's own prefix, decided at every call: a location computed once is the first tenant's.

The URL names no tenant (`/media/menu/pizza.webp`): whose file it is follows from the host that serves it.
"""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from tenants.context import TenantRef, current_tenant


def media_folder(ref: TenantRef) -> Path:
    return Path(settings.MEDIA_ROOT) / ref.schema


@deconstructible(path="tenants.storage.TenantFileStorage")
class TenantFileStorage(FileSystemStorage):
    """A folder per tenant. Raises NoTenantError outside a context, SuspiciousFileOperation for a way out of it."""

    # Properties instead of Django's cached ones: asked for at every call, also where a saved file's name is made
    # relative to it.
    @property
    def base_location(self) -> str:
        return str(media_folder(current_tenant()))

    @property
    def location(self) -> str:
        return self.base_location

    def path(self, name: str) -> str:
        return safe_join(self.location, name)


@deconstructible(path="tenants.storage.TenantS3Storage")
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


def forget_files(ref: TenantRef) -> None:
    """Remove every file of one tenant; nothing happens where there is none.

    In a bucket that keeps versions, every version: there a deletion is but one more.
    """
    if settings.AWS_STORAGE_BUCKET_NAME:
        storage: Any = TenantS3Storage()
        storage.bucket.object_versions.filter(Prefix=f"{ref.schema}/").delete()
    shutil.rmtree(media_folder(ref), ignore_errors=True)
