"""Uploads live under their tenant's own prefix, decided at every call: a location computed once is the first tenant's.

The URL names no tenant (`/media/menu/pizza.webp`): whose file it is follows from the host that serves it.
"""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.utils._os import safe_join
from django.utils.deconstruct import deconstructible

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


def forget_files(ref: TenantRef) -> None:
    """Remove every file of one tenant; nothing happens where there is none."""
    uploads = storages["default"]
    if forget := getattr(uploads, "forget_tenant", None):
        forget(ref)
    shutil.rmtree(media_folder(ref), ignore_errors=True)
