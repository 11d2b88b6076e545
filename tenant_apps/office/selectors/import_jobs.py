from collections.abc import Collection
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from comanda.kernel.errors import NotFoundError
from comanda.kernel.tabular import Field, Table, guess_mapping, read_table
from tenant_apps.office.models import ImportJob
from tenant_apps.office.selectors.import_kinds import KINDS

SAMPLES = 3

ALIVE_FOR = 300
"""Seconds for which a word about progress says that somebody works at it."""


def get_job(*, job_id: UUID, venue_ids: Collection[int] | None = None) -> ImportJob:
    """`venue_ids` not None: of these venues, or of none in particular. Raises NotFoundError."""
    job = _seen_from(venue_ids).filter(pk=job_id).first()
    if job is None:
        raise NotFoundError(_("There is no such import."), code="import_not_found")
    return job


def list_jobs(
    *, venue_ids: Collection[int] | None = None, before: UUID | None = None, limit: int = 30
) -> list[ImportJob]:
    """Newest first: ids are made in the order of time. `before`: where the last page ended."""
    jobs = _seen_from(venue_ids).defer("report").order_by("-pk")
    return list((jobs if before is None else jobs.filter(pk__lt=before))[:limit])


def _seen_from(venue_ids: Collection[int] | None) -> "QuerySet[ImportJob]":
    jobs = ImportJob.objects.all()
    return jobs if venue_ids is None else jobs.filter(Q(venue_id=None) | Q(venue_id__in=venue_ids))


def progress_key(job_id: UUID) -> str:
    return f"import:{job_id}"


def get_progress(job_id: UUID) -> dict[str, Any]:
    """{"done", "total", "stage"}; zeros before the worker has begun."""
    return cache.get(progress_key(job_id)) or {"done": 0, "total": 0, "stage": ""}


def is_alive(job_id: UUID) -> bool:
    """Whether its worker has said a word of late."""
    return cache.get(progress_key(job_id)) is not None


def list_columns(job: ImportJob) -> list[dict[str, Any]]:
    """Every field of every file with the column that feeds it, chosen or guessed, and samples of each column.

    Raises ValidationFailedError where a file cannot be read as a table.
    """
    kind = KINDS[job.kind]
    groups = [
        {
            "title": str(kind.first_label),
            "file": job.main_name,
            **_group("", _table(job.main_file), kind.fields_of_first(bool(job.second_file)), job),
        }
    ]
    if job.second_file:
        second = _group(kind.second_prefix, _table(job.second_file), kind.second_fields, job)
        groups.append({"title": str(kind.second_label), "file": job.second_name, **second})
    return groups


def _table(file: FieldFile) -> Table:
    with file.open("rb") as source:
        return read_table(cast("BinaryIO", source))


def _group(prefix: str, table: Table, fields: tuple[Field, ...], job: ImportJob) -> dict[str, Any]:
    guessed = guess_mapping(table.columns, fields)
    return {
        "columns": [{"name": column, "samples": samples} for column, samples in _samples(table).items()],
        "rows": table.size,
        "fields": [
            {
                "name": f"{prefix}{field.name}",
                "label": str(field.label),
                "required": field.required,
                "guess": guessed.get(field.name, ""),
                "column": job.mapping.get(f"{prefix}{field.name}", guessed.get(field.name, "")),
            }
            for field in fields
        ],
    }


def _samples(table: Table) -> dict[str, str]:
    """The first few different values of each column, in one line."""
    found: dict[str, list[str]] = {column: [] for column in table.columns if column}
    for number, cells in table.rows():
        for column, cell in zip(table.columns, cells, strict=False):
            value = cell.strip()
            if column and value and value not in found[column] and len(found[column]) < SAMPLES:
                found[column].append(value[:40])
        if number > 50:
            break
    return {column: " · ".join(values) for column, values in found.items()}
