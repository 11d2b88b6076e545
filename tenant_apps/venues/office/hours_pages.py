"""The week, and the days that differ from it."""

from collections.abc import Sequence
from datetime import date, time

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from comanda.kernel.access import requires
from comanda.kernel.clock import now, zone
from comanda.kernel.errors import DomainError, ValidationFailedError
from comanda.kernel.forms import show_refusal
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import HoursException, OpeningHours, ServiceType, VenueInfo
from tenant_apps.venues.office.forms import SERVICE_LABELS
from tenant_apps.venues.office.scope import CAPABILITY, note, page, venue_of


class ExceptionForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    name = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=100,
        help_text=gettext_lazy("Guests read it, such as “Christmas”."),
    )
    opens = forms.TimeField(label=gettext_lazy("Opens"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    closes = forms.TimeField(
        label=gettext_lazy("Closes"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if bool(values.get("opens")) != bool(values.get("closes")):
            self.add_error("closes", _("Give both times, or leave both empty to stay closed."))
        return values

    def exception(self) -> HoursException:
        values = self.cleaned_data
        intervals = ((values["opens"], values["closes"]),) if values.get("opens") else ()
        return HoursException(day=values["day"], name=values["name"], intervals=intervals)


@require_http_methods(["GET", "POST"])
@requires(CAPABILITY)
def hours(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = venue_of(request, venue_id)
    if request.method == "GET":
        return _hours_page(request, venue, facade.list_hours(venue_id=venue.id), ExceptionForm())
    week: list[OpeningHours] = []
    try:
        week = read_week(request.POST)
        with transaction.atomic():
            facade.set_hours(venue_id=venue.id, hours=week)
            note(request, venue, "hours_changed", after={"intervals": [_words(entry) for entry in week]})
    except DomainError as problem:
        texts = [str(text) for group in problem.fields.values() for text in group]
        return _hours_page(request, venue, week, ExceptionForm(), problem=" ".join([str(problem.message), *texts]))
    messages.success(request, _("Opening hours saved."))
    return redirect("venues_office:hours", venue.id)


@require_POST
@requires(CAPABILITY)
def add_exception(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = venue_of(request, venue_id)
    form = ExceptionForm(request.POST)
    if form.is_valid():
        exception = form.exception()
        try:
            with transaction.atomic():
                facade.set_exception(venue_id=venue.id, exception=exception)
                note(request, venue, "exception_set", after={"day": str(exception.day), "name": exception.name})
        except DomainError as problem:
            show_refusal(problem, form)
        else:
            messages.success(request, _("Noted: %(name)s.") % {"name": exception.name})
            return redirect("venues_office:hours", venue.id)
    return _hours_page(request, venue, facade.list_hours(venue_id=venue.id), form)


@require_POST
@requires(CAPABILITY)
def remove_exception(request: HttpRequest, venue_id: int) -> HttpResponse:
    venue = venue_of(request, venue_id)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return redirect("venues_office:hours", venue.id)
    with transaction.atomic():
        facade.remove_exception(venue_id=venue.id, day=day)
        note(request, venue, "exception_removed", before={"day": str(day)})
    messages.success(request, _("The usual hours count again on that day."))
    return redirect("venues_office:hours", venue.id)


def read_week(posted: QueryDict) -> list[OpeningHours]:
    """Rows as `opens-<weekday>`, `closes-<weekday>`, `service-<weekday>`, in order. Raises ValidationFailedError."""
    week: list[OpeningHours] = []
    for weekday in range(7):
        rows = zip(
            posted.getlist(f"opens-{weekday}"),
            posted.getlist(f"closes-{weekday}"),
            posted.getlist(f"service-{weekday}"),
            strict=False,
        )
        for opens, closes, service in rows:
            if not opens and not closes:
                continue
            try:
                interval = time.fromisoformat(opens), time.fromisoformat(closes)
                offered = ServiceType(service) if service else None
            except ValueError:
                raise ValidationFailedError(
                    _("A time on %(day)s is incomplete.") % {"day": WEEKDAYS[weekday]},
                    fields={f"opens-{weekday}": [_("Type both times, such as 12:00 and 15:00.")]},
                ) from None
            week.append(OpeningHours(weekday=weekday, opens=interval[0], closes=interval[1], service=offered))
    return week


def _words(entry: OpeningHours) -> str:
    return f"{entry.weekday} {entry.opens:%H:%M}-{entry.closes:%H:%M} {entry.service or ''}".strip()


def _hours_page(
    request: HttpRequest, venue: VenueInfo, week: Sequence[OpeningHours], form: ExceptionForm, problem: str = ""
) -> HttpResponse:
    today = now().astimezone(zone(venue.timezone)).date()
    days = [
        {"weekday": day, "name": WEEKDAYS[day], "rows": [entry for entry in week if entry.weekday == day]}
        for day in range(7)
    ]
    services = [(value, label) for value, label in SERVICE_LABELS if value in venue.services]
    exceptions = facade.list_exceptions(venue_id=venue.id, since=today)
    values = page(
        venue, "hours", days=days, services=services, exceptions=exceptions, form=form, problem=problem, today=today
    )
    return render(request, "venues/hours.html", values, status=422 if problem or form.errors else 200)
