"""Bringing a file into the books: upload, match columns, read the report of a dry run, then do it."""

import io
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from comanda.kernel.access import access_of, requires
from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from comanda.kernel.forms import show_refusal
from comanda.kernel.money import format_money
from comanda.kernel.tabular import ImportReport, parse_amount, write_csv
from shared_apps.accounts.facade import user_id_of
from tenant_apps.office.models import ImportJob
from tenant_apps.office.selectors.import_jobs import get_job, get_progress, list_columns, list_jobs
from tenant_apps.office.selectors.import_kinds import KINDS, ImportKind, better_kind
from tenant_apps.office.services.begin_import import check_import, start_import
from tenant_apps.office.services.upload_import import upload_import
from tenant_apps.office.web.scope import visible_venues
from tenants.context import current_tenant

WORTH_TELLING = 1000
"""Rows from which the speed of an import is news."""

SHOWN_PROBLEMS = 100


class UploadForm(forms.Form):
    main = forms.FileField(widget=forms.FileInput(attrs={"accept": ".csv,.txt,.gz,text/csv"}))
    second = forms.FileField(required=False, widget=forms.FileInput(attrs={"accept": ".csv,.txt,.gz,text/csv"}))
    venue = forms.TypedChoiceField(
        label=gettext_lazy("Venue"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose the venue these orders were taken at.")},
    )

    def __init__(self, kind: ImportKind, venues: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["main"].label = str(kind.first_label)
        self.fields["second"].label = str(kind.second_label)
        self.fields["second"].help_text = str(kind.second_hint)
        venue: Any = self.fields["venue"]
        venue.choices = venues
        if not kind.needs_venue:
            del self.fields["venue"]


@require_GET
@never_cache
@requires("imports.run")
def imports(request: HttpRequest) -> HttpResponse:
    jobs = list_jobs(venue_ids=access_of(request).venue_ids)
    context = {"kinds": KINDS.values(), "jobs": [{"job": job, "kind": KINDS[job.kind]} for job in jobs]}
    return render(request, "office/imports/list.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
@requires("imports.run")
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    chosen = _kind(kind)
    venues = [(venue.id, venue.name) for venue in visible_venues(access_of(request))]
    form = UploadForm(chosen, venues, request.POST or None, request.FILES or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            job = upload_import(
                kind=kind,
                main=form.cleaned_data["main"],
                second=form.cleaned_data["second"],
                venue_id=form.cleaned_data.get("venue") or None,
                user_id=user_id_of(request),
            )
        except DomainError as refusal:
            show_refusal(refusal, form)
            status = 422
        else:
            return redirect("office_web:import_columns", job_id=job.pk)
    return render(request, "office/imports/upload.html", {"kind": chosen, "form": form}, status=status)


@require_GET
@requires("imports.run")
def example(request: HttpRequest, kind: str) -> HttpResponse:
    """A small file that can be imported as it is: the quickest way to see what we take."""
    return example_file(_kind(kind))


@require_http_methods(["GET", "POST"])
@never_cache
@requires("imports.run")
def columns(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Which column feeds which field: guessed, shown with samples, corrected by the person."""
    job = _job(request, job_id)
    if not job.main_file:
        return redirect("office_web:import_job", job_id=job_id)
    try:
        groups = list_columns(job)
    except DomainError as refusal:
        context = {"job": job, "kind": KINDS[job.kind], "refusal": refusal}
        return render(request, "office/imports/unreadable.html", context, status=422)
    if request.method == "POST":
        check_import(job_id=job_id, mapping=_mapping(request, groups))
        return redirect("office_web:import_job", job_id=job_id)
    context = {"job": job, "kind": KINDS[job.kind], "groups": groups, "better": _better_kind(job, groups)}
    return render(request, "office/imports/columns.html", context)


@require_GET
@never_cache
@requires("imports.run")
def job_page(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Where it stands; asked again and again by the page itself while a worker is at it."""
    template = "office/imports/job_body.html" if request.headers.get("HX-Request") else "office/imports/job.html"
    return render(request, template, _job_context(_job(request, job_id)))


@require_POST
@requires("imports.run")
def run(request: HttpRequest, job_id: UUID) -> HttpResponse:
    start_import(job_id=_job(request, job_id).pk)
    return redirect("office_web:import_job", job_id=job_id)


@require_GET
@requires("imports.run")
def problems(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The report's problems as a file to work through."""
    return problems_file(_job(request, job_id))


def example_file(kind: ImportKind) -> HttpResponse:
    heading, *rows = kind.example
    return _csv(f"comanda-{kind.name}.csv", heading, rows)


def problems_file(job: ImportJob) -> HttpResponse:
    """Raises Http404 while there is no report."""
    if not job.report:
        raise Http404
    report = ImportReport.from_json(job.report)
    rows = [
        (one.file, one.row, one.column, one.value, _("note") if one.is_warning else _("error"), one.problem, one.remedy)
        for one in report.problems
    ]
    heading = (_("File"), _("Row"), _("Column"), _("Value"), _("Kind"), _("Problem"), _("Remedy"))
    return _csv(f"comanda-import-{str(job.pk)[:8]}.csv", heading, rows)


def _job(request: HttpRequest, job_id: UUID) -> ImportJob:
    """Only of the venues this person works at. Raises NotFoundError."""
    access = access_of(request)
    return get_job(job_id=job_id, venue_ids=access.venue_ids)


def _better_kind(job: ImportJob, groups: list[dict[str, Any]]) -> ImportKind | None:
    return better_kind(KINDS[job.kind], [column["name"] for column in groups[0]["columns"]])


def _kind(name: str) -> ImportKind:
    kind = KINDS.get(name)
    if kind is None:
        raise Http404
    return kind


def _mapping(request: HttpRequest, groups: list[dict[str, Any]]) -> dict[str, str]:
    """What differs from the guess: the rest is left to the import, which may know better than the first look."""
    fields = [field for group in groups for field in group["fields"]]
    said = {field["name"]: request.POST.get(f"map.{field['name']}", field["guess"]) for field in fields}
    return {field["name"]: said[field["name"]] for field in fields if said[field["name"]] != field["guess"]}


def _job_context(job: ImportJob) -> dict[str, Any]:
    report = ImportReport.from_json(job.report) if job.report else None
    words = {
        "items": _("dishes"), "sizes": _("sizes"), "categories": _("categories"), "ingredients": _("ingredients"),
        "orders": _("orders"), "lines": _("order lines"), "groups": _("option groups"),
    }  # fmt: skip
    told = ((_("new"), "created"), (_("changed"), "updated"), (_("as before"), "unchanged"))
    counts = [
        {"label": words.get(name, name), "count": count, "what": what}
        for what, group in told
        for name, count in (getattr(report, group) if report else {}).items()
        if count  # what did not happen needs no number
    ]
    progress = get_progress(job.pk)
    is_unmatched = bool(job.problem) and job.problem["code"] == "columns_unmatched"
    return {
        "better": _better_kind(job, list_columns(job)) if is_unmatched else None,
        "job": job,
        "kind": KINDS[job.kind],
        "totals": _totals(report) if report else [],
        "busy": job.state in ("checking", "running"),
        "progress": progress,
        "announced": _announced(job, progress),
        "poll_ms": _poll_ms(job),
        "report": report,
        "counts": counts,
        "problems": report.problems[:SHOWN_PROBLEMS] if report else (),
        "speed": round(report.rows_per_second) if report and report.rows >= WORTH_TELLING else 0,
    }


def _announced(job: ImportJob, progress: Mapping[str, Any]) -> str:
    """For screen readers: where it stands, in quarters, so that they are not told every row."""
    if job.state not in ("checking", "running"):
        return {"checked": _("The file is checked."), "done": _("Imported."), "failed": _("Not imported")}.get(
            job.state, ""
        )
    stage = progress["stage"] or (_("Checking the file") if job.state == "checking" else _("Importing"))
    if not progress["total"]:
        return str(stage)
    return f"{stage}: {progress['done'] * 4 // progress['total'] * 25}%"


def _poll_ms(job: ImportJob) -> int:
    """Often while it is fresh, seldom when it drags on."""
    waited = (now() - job.asked_at).total_seconds() if job.asked_at else 0
    return next((pause for until, pause in ((15, 500), (120, 2000)) if waited < until), 5000)


def _totals(report: ImportReport) -> list[tuple[str, str]]:
    """To compare with the file's own sums."""
    currency, language = current_tenant().currency, get_language() or "en"
    sums = {"revenue": _("Revenue"), "quantity": _("Units sold"), "tax": _("Tax added")}
    return [
        (sums[name], intcomma(value) if name == "quantity" else format_money(parse_amount(value), currency, language))
        for name, value in report.totals.items()
        if name in sums
    ]


def _csv(name: str, heading: Any, rows: Any) -> HttpResponse:
    target = io.StringIO(newline="")
    write_csv(target, heading, rows)
    return HttpResponse(
        target.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
