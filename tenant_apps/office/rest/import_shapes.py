"""Imports on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers

from comanda.kernel.tabular import Field, ImportReport
from tenant_apps.office.models import ImportJob
from tenant_apps.office.selectors.import_jobs import get_progress
from tenant_apps.office.selectors.import_kinds import KINDS, ImportKind


class ImportKindName(StrEnum):
    MENU = "menu"
    ORDERS = "orders"


class ImportState(StrEnum):
    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class UploadSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField([(kind.value, kind.name) for kind in ImportKindName])
    main = serializers.FileField(help_text="CSV, also packed as .gz, up to 100 MB.")
    second = serializers.FileField(required=False, help_text="Sizes of a menu, or lines of orders, kept apart.")
    venue = serializers.IntegerField(required=False, help_text="Where the orders were taken. Menus are everybody's.")


@dataclass(frozen=True, slots=True)
class MappingBody:
    """Which column of the file feeds which field. What is left out is guessed; "" leaves a field empty."""

    mapping: Mapping[str, str] = field(default_factory=dict, metadata={"most": 200})


@dataclass(frozen=True, slots=True)
class ImportProgress:
    done: int
    total: int
    stage: str


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """A file on its way into the books: `uploaded`, `checking`, `checked`, `running`, then `done`, or `failed`."""

    id: UUID
    kind: ImportKindName
    state: ImportState
    main_name: str
    second_name: str
    venue_id: int | None
    mapping: Mapping[str, str]
    created_at: datetime
    finished_at: datetime | None
    progress: ImportProgress
    problem: Mapping[str, Any] | None = field(metadata={"about": "Why the file as a whole was refused."})
    report: ImportReport | None = field(
        metadata={
            "about": "What the dry run would do, or the import did. Null in lists. With errors nothing was written."
        }
    )


@dataclass(frozen=True, slots=True)
class FieldOfKind:
    name: str
    label: str
    required: bool


@dataclass(frozen=True, slots=True)
class KindAnswer:
    """What can be imported, and the fields a file may feed. Those of the second file carry its prefix."""

    name: ImportKindName
    title: str
    needs_venue: bool
    fields: tuple[FieldOfKind, ...]
    first_of_two_fields: tuple[FieldOfKind, ...]
    second_fields: tuple[FieldOfKind, ...]


@dataclass(frozen=True, slots=True)
class ColumnOfFile:
    name: str
    samples: str


@dataclass(frozen=True, slots=True)
class FieldOfFile:
    name: str
    label: str
    required: bool
    guess: str
    column: str = field(metadata={"about": "What feeds it, chosen or guessed."})


@dataclass(frozen=True, slots=True)
class FileColumns:
    title: str
    file: str
    rows: int
    columns: tuple[ColumnOfFile, ...]
    fields: tuple[FieldOfFile, ...]


MAPPING = OpenApiExample(
    "A menu from another till", request_only=True, value={"mapping": {"name": "Nome", "price": "Prezzo", "code": ""}}
)


def import_answer(job: ImportJob, *, with_report: bool = True) -> ImportAnswer:
    report = ImportReport.from_json(job.report) if with_report and job.report else None
    return ImportAnswer(
        id=job.pk,
        kind=ImportKindName(job.kind),
        state=ImportState(job.state),
        main_name=job.main_name,
        second_name=job.second_name,
        venue_id=job.venue_id,
        mapping=job.mapping,
        created_at=job.created_at,
        finished_at=job.finished_at,
        progress=ImportProgress(**get_progress(job.pk)),
        problem=job.problem,
        report=report,
    )


def kind_answer(kind: ImportKind) -> KindAnswer:
    return KindAnswer(
        name=ImportKindName(kind.name),
        title=str(kind.title),
        needs_venue=kind.needs_venue,
        fields=_fields(kind.alone_fields),
        first_of_two_fields=_fields(kind.first_fields),
        second_fields=_fields(kind.second_fields, kind.second_prefix),
    )


def kinds() -> list[KindAnswer]:
    return [kind_answer(kind) for kind in KINDS.values()]


def _fields(fields: tuple[Field, ...], prefix: str = "") -> tuple[FieldOfKind, ...]:
    return tuple(FieldOfKind(f"{prefix}{one.name}", str(one.label), one.required) for one in fields)
