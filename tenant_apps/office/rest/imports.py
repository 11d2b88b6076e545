"""Imports for apps: upload, look at the columns, check without writing, read the report, run for good."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import access_of, requires
from comanda.kernel.errors import NotFoundError, ValidationFailedError
from comanda.kernel.http.bodies import read
from comanda.kernel.http.negotiation import JsonOnly
from comanda.kernel.http.once import IDEMPOTENCY_KEY, once
from comanda.kernel.http.pagination import PAGE_PARAMETERS, page_of, page_schema
from comanda.kernel.http.problems import problems
from comanda.kernel.http.queries import uuid_in
from comanda.kernel.http.schemas import schema
from shared_apps.accounts.facade import user_id_of
from tenant_apps.office.models import ImportJob
from tenant_apps.office.rest.import_shapes import (
    MAPPING,
    FileColumns,
    ImportAnswer,
    KindAnswer,
    MappingBody,
    UploadSerializer,
    import_answer,
    kinds,
)
from tenant_apps.office.selectors.import_jobs import get_job, list_columns, list_jobs
from tenant_apps.office.selectors.import_kinds import KINDS
from tenant_apps.office.services.begin_import import check_import, start_import
from tenant_apps.office.services.upload_import import upload_import
from tenant_apps.office.web.imports import example_file, problems_file
from tenant_apps.office.web.scope import visible_venues

CAPABILITY = "imports.run"
TAGS = ["imports"]
Answer = schema(ImportAnswer, name="Import")


class KindsView(APIView):
    @extend_schema(
        operation_id="imports_kinds_list",
        tags=TAGS,
        summary="What can be imported, and which fields a file may feed",
        responses={200: schema(KindAnswer, name="ImportKind")(many=True), **problems(401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        return Response(kinds())


class ExampleView(APIView):
    content_negotiation_class = JsonOnly

    @extend_schema(
        operation_id="imports_kinds_example",
        tags=TAGS,
        summary="A small file that can be imported as it is",
        responses={(200, "text/csv"): OpenApiTypes.STR, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, kind: str) -> HttpResponse:
        found = KINDS.get(kind)
        if found is None:
            raise NotFoundError(_("There is nothing at this address."))
        return example_file(found)


class ImportsView(APIView):
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="imports_list",
        tags=TAGS,
        summary="Imports, newest first",
        parameters=PAGE_PARAMETERS,
        responses={200: page_schema("ImportPage", Answer), **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        def fetch(before: UUID | None, limit: int) -> list[ImportJob]:
            return list_jobs(venue_ids=access_of(request).venue_ids, before=before, limit=limit)

        def show(job: ImportJob) -> ImportAnswer:
            return import_answer(job, with_report=False)

        return page_of(request, fetch, show=show, key="pk", cursor_in=uuid_in)

    @extend_schema(
        operation_id="imports_create",
        tags=TAGS,
        summary="Upload a file",
        description="Keeps it and reads nothing yet: look at `columns/`, then ask for a dry run.",
        parameters=[IDEMPOTENCY_KEY],
        request={"multipart/form-data": UploadSerializer},
        responses={201: Answer, **problems(400, 401, 403, 422)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request) -> Response:
        wanted = UploadSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        sent = wanted.validated_data
        venue_id = _venue(request, sent.get("venue"))
        files = [_digest(file) for file in (sent["main"], sent.get("second")) if file is not None]
        made = once(
            request,
            scope="imports",
            asked=[sent["kind"], venue_id, files],
            make=lambda: (
                upload_import(
                    kind=sent["kind"],
                    main=sent["main"],
                    second=sent.get("second"),
                    venue_id=venue_id,
                    user_id=user_id_of(request),
                ).pk
            ),
        )
        return Response(import_answer(get_job(job_id=UUID(made))), status=status.HTTP_201_CREATED)


class ImportView(APIView):
    @extend_schema(
        operation_id="imports_retrieve",
        tags=TAGS,
        summary="Where an import stands",
        description="Ask again while it is `checking` or `running`. Every problem names row, column, value and remedy.",
        responses={200: Answer, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, job_id: UUID) -> Response:
        return Response(import_answer(_job(request, job_id)))


class ColumnsView(APIView):
    @extend_schema(
        operation_id="imports_columns_list",
        tags=TAGS,
        summary="The columns of its files, and which field each one feeds",
        responses={200: schema(FileColumns)(many=True), **problems(400, 401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, job_id: UUID) -> Response:
        return Response(_columns(_job(request, job_id)))


class DryRunView(APIView):
    @extend_schema(
        operation_id="imports_dry_run_create",
        tags=TAGS,
        summary="Check everything, write nothing",
        request=schema(MappingBody, name="ImportMapping"),
        responses={202: Answer, **problems(400, 401, 403, 404, 409)},
        examples=[MAPPING],
    )
    @requires(CAPABILITY)
    def post(self, request: Request, job_id: UUID) -> Response:
        job = _job(request, job_id)
        mapping = read(MappingBody, request.data or {}).mapping
        _check_mapping(mapping, _columns(job))
        check_import(job_id=job.pk, mapping=mapping)
        return Response(import_answer(_job(request, job_id)), status=status.HTTP_202_ACCEPTED)


class RunView(APIView):
    @extend_schema(
        operation_id="imports_run_create",
        tags=TAGS,
        summary="Import for good what a dry run found clean",
        description="All of it or nothing. A second time is refused: 409.",
        request=None,
        responses={202: Answer, **problems(401, 403, 404, 409)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, job_id: UUID) -> Response:
        start_import(job_id=_job(request, job_id).pk)
        return Response(import_answer(_job(request, job_id)), status=status.HTTP_202_ACCEPTED)


class ProblemsView(APIView):
    content_negotiation_class = JsonOnly

    @extend_schema(
        operation_id="imports_problems_file",
        tags=TAGS,
        summary="The report's problems as a CSV file to work through",
        responses={(200, "text/csv"): OpenApiTypes.STR, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, job_id: UUID) -> HttpResponse:
        return problems_file(_job(request, job_id))


def _job(request: Request, job_id: UUID) -> ImportJob:
    """Only of the venues this person works at. Raises NotFoundError."""
    return get_job(job_id=job_id, venue_ids=access_of(request).venue_ids)


def _columns(job: ImportJob) -> list[dict[str, Any]]:
    """Raises NotFoundError once the files are gone, ValidationFailedError where one is no table."""
    if not job.main_file:
        raise NotFoundError(_("The files of a finished import are not kept."), code="import_files_gone")
    return list_columns(job)


def _check_mapping(mapping: Mapping[str, str], files: list[dict[str, Any]]) -> None:
    """Raises ValidationFailedError for a field we don't know, or a column its file does not have."""
    columns = {
        field["name"]: {column["name"] for column in file["columns"]} for file in files for field in file["fields"]
    }
    faults: dict[str, list[str]] = {}
    for name, column in mapping.items():
        if name not in columns:
            faults[f"mapping.{name}"] = [_("There is no field with this name.")]
        elif column and column not in columns[name]:
            faults[f"mapping.{name}"] = [_("The file has no column “%(column)s”.") % {"column": column}]
    if faults:
        raise ValidationFailedError(_("Some columns could not be matched."), code="columns_unmatched", fields=faults)


def _venue(request: Request, venue_id: int | None) -> int | None:
    """Raises ValidationFailedError for a venue that is not there for this person."""
    if venue_id is not None and venue_id not in {venue.id for venue in visible_venues(access_of(request))}:
        raise ValidationFailedError(
            _("Some fields need another look."), fields={"venue": [_("There is no such venue.")]}
        )
    return venue_id


def _digest(file: "UploadedFile[Any]") -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
