from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.office.models import ImportJob
from tenant_apps.office.selectors.import_kinds import KINDS

MAX_BYTES = 100 * 1024 * 1024


def upload_import(
    *, kind: str, main: "UploadedFile[Any]", second: "UploadedFile[Any] | None", venue_id: int | None, user_id: int
) -> ImportJob:
    """Keep the files, under names of our own, and wait for their columns to be matched. Nothing is read yet.

    Raises ValidationFailedError for a file beyond 100 MB, or orders without a venue.
    """
    problems: dict[str, list[str]] = {}
    for name, file in (("main", main), ("second", second)):
        if file is not None and (file.size or 0) > MAX_BYTES:
            problems[name] = [_("This file is larger than 100 MB. Split it, or send it packed as .gz.")]
    if KINDS[kind].needs_venue and venue_id is None:
        problems["venue"] = [_("Choose the venue these orders were taken at.")]
    if problems:
        raise ValidationFailedError(_("Some fields need another look."), fields=problems)
    job = ImportJob(kind=kind, venue_id=venue_id, created_by_id=user_id, main_name=_shown(main))
    job.main_file.save(f"{job.pk}-1.csv", main, save=False)
    if second is not None:
        job.second_name = _shown(second)
        job.second_file.save(f"{job.pk}-2.csv", second, save=False)
    job.save(force_insert=True)
    return job


def _shown(file: "UploadedFile[Any]") -> str:
    return PurePath(file.name or _("file")).name[:200]
