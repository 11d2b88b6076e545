"""Changing a venue, for those who run it: settings, hours, zones, tables. Every change is in the audit trail."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import access_of, check_at, requires
from comanda.kernel.errors import ForbiddenError, ValidationFailedError
from comanda.kernel.http.bodies import read, read_over
from comanda.kernel.http.once import once
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import VenueInfo
from tenant_apps.venues.errors import VenueNotFoundError
from tenant_apps.venues.office.scope import CAPABILITY, note
from tenant_apps.venues.rest import examples
from tenant_apps.venues.rest.bodies import (
    ExceptionBody,
    NewVenueBody,
    SettingsBody,
    WeekBody,
    settings_answer,
)

TAGS = ["venues"]
DENIED = problems(400, 401, 403, 404)
DAY = OpenApiParameter("day", OpenApiTypes.DATE, OpenApiParameter.PATH)

SettingsAnswer = schema(SettingsBody, name="VenueSettings", id=int, slug=str, code=str, currency=str)


class AllSettingsView(APIView):
    @extend_schema(
        operation_id="venues_settings_list",
        tags=TAGS,
        summary="The venues one runs, closed ones too",
        responses={200: SettingsAnswer(many=True), **problems(401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        every = facade.list_venues(active_only=False)
        return Response([settings_answer(venue) for venue in every if access_of(request).can(CAPABILITY, venue.id)])


class SettingsView(APIView):
    @extend_schema(
        operation_id="venues_settings_retrieve",
        tags=TAGS,
        summary="How a venue works",
        responses={200: SettingsAnswer, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, venue_id: int) -> Response:
        return Response(settings_answer(run_venue(request, venue_id)))

    @extend_schema(
        operation_id="venues_settings_partial_update",
        tags=TAGS,
        summary="Change how a venue works",
        request=schema(SettingsBody, name="ChangeVenue")(partial=True),
        responses={200: SettingsAnswer, **DENIED},
    )
    @requires(CAPABILITY)
    def patch(self, request: Request, venue_id: int) -> Response:
        venue = run_venue(request, venue_id)
        before = SettingsBody.of(venue)
        wanted = read_over(before, request.data)
        with transaction.atomic():
            changed = facade.update_venue(venue_id=venue.id, profile=wanted.profile())
            after = SettingsBody.of(changed)
            names = [name for name in SettingsBody.__slots__ if getattr(before, name) != getattr(after, name)]
            note(
                request._request,
                changed,
                "changed",
                before={name: str(getattr(before, name)) for name in names},
                after={name: str(getattr(after, name)) for name in names},
            )
        return Response(settings_answer(changed))


class ExceptionView(APIView):
    @extend_schema(
        operation_id="venues_exceptions_update",
        tags=TAGS,
        summary="Close a day, or give it other hours",
        parameters=[DAY],
        request=schema(ExceptionBody, name="HoursExceptionBody"),
        responses={204: None, **DENIED},
        examples=[examples.CHRISTMAS],
    )
    @requires(CAPABILITY)
    def put(self, request: Request, venue_id: int, day: str) -> Response:
        venue, when = run_venue(request, venue_id), _day(day)
        body = read(ExceptionBody, request.data)
        with transaction.atomic():
            facade.set_exception(venue_id=venue.id, exception=body.on(when))
            note(request._request, venue, "exception_set", after={"day": day, "name": body.name})
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        operation_id="venues_exceptions_destroy",
        tags=TAGS,
        summary="Let the usual hours count again on a day",
        parameters=[DAY],
        request=None,
        responses={204: None, **DENIED},
    )
    @requires(CAPABILITY)
    def delete(self, request: Request, venue_id: int, day: str) -> Response:
        venue, when = run_venue(request, venue_id), _day(day)
        with transaction.atomic():
            facade.remove_exception(venue_id=venue.id, day=when)
            note(request._request, venue, "exception_removed", before={"day": day})
        return Response(status=status.HTTP_204_NO_CONTENT)


def open_venue(request: Request) -> dict[str, object]:
    """Raises ForbiddenError for those who work at some venues only."""
    if access_of(request).venue_ids is not None:
        raise ForbiddenError(_("Only people who work at every venue may open another one."))
    body = read(NewVenueBody, request.data)

    def make() -> int:
        venue = facade.open_venue(new=body.new_venue())
        note(request._request, venue, "opened", after={"name": venue.name, "code": venue.code})
        return venue.id

    made = once(request, scope="venues", asked=body, make=make)
    return settings_answer(facade.get_venue(venue_id=int(made)))


def set_week(request: Request, venue_id: int) -> VenueInfo:
    """Raises ValidationFailedError that names places in `week`."""
    venue = run_venue(request, venue_id)
    week = read(WeekBody, request.data).week
    try:
        with transaction.atomic():
            facade.set_hours(venue_id=venue.id, hours=week)
            intervals = [f"{one.weekday} {one.opens:%H:%M}-{one.closes:%H:%M} {one.service or ''}" for one in week]
            note(request._request, venue, "hours_changed", after={"intervals": [text.strip() for text in intervals]})
    except ValidationFailedError as refusal:
        refusal.fields = {name.replace("hours.", "week.", 1): texts for name, texts in refusal.fields.items()}
        raise
    return venue


def run_venue(request: Request, venue_id: int) -> VenueInfo:
    """Raises VenueNotFoundError for a venue of nobody's, and for one this person does not run."""
    venue = facade.get_venue(venue_id=venue_id)
    check_at(request, CAPABILITY, venue.id, VenueNotFoundError(_("There is no such venue.")))
    return venue


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationFailedError(
            _("That is no date."), fields={"day": [_("Send a date, such as 2026-03-01.")]}
        ) from None
