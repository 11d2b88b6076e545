"""What was sold, from the ledger, at the venues a person works at."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import access_of, requires
from comanda.kernel.clock import business_date, now
from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.http.problems import problems
from comanda.kernel.http.queries import date_in, number_in
from comanda.kernel.http.schemas import schema
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import SalesDay, SalesTotals
from tenant_apps.venues.facade import list_venues

CAPABILITY = "reports.view"
MOST_DAYS = 366
FIRST_YEAR, LAST_YEAR = 1970, 2200
VENUE = OpenApiParameter("venue", int, description="One venue; all of one's own where it is left out.")

DailyAnswer = inline_serializer(
    "SalesOfDay", {"business_date": serializers.DateField(), "totals": schema(SalesTotals)()}, many=True
)


class SalesDayView(APIView):
    @extend_schema(
        operation_id="sales_day_retrieve",
        tags=["sales"],
        summary="One business day: totals, hours and best sellers, beside the same weekday before",
        parameters=[VENUE, OpenApiParameter("date", OpenApiTypes.DATE, description="Today where it is left out.")],
        responses={200: schema(SalesDay), **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        venue_id = number_in(request, "venue")
        day = ordering.sales_today(
            business_date=_day_in(request, "date") or _today(request, venue_id),
            venue_id=venue_id,
            venue_ids=access_of(request).venue_ids,
        )
        return Response(day)


class SalesView(APIView):
    @extend_schema(
        operation_id="sales_list",
        tags=["sales"],
        summary="Totals of each business day",
        parameters=[
            VENUE,
            OpenApiParameter("since", OpenApiTypes.DATE, description="Thirty days before `until` by itself."),
            OpenApiParameter("until", OpenApiTypes.DATE, description="The last day; today by itself."),
        ],
        responses={200: DailyAnswer, **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        venue_id = number_in(request, "venue")
        until = _day_in(request, "until") or _today(request, venue_id)
        since = _day_in(request, "since") or until - timedelta(days=30)
        if not 0 <= (until - since).days < MOST_DAYS:
            raise ValidationFailedError(
                _("Choose a year at most."), fields={"since": [_("At most %(days)s days.") % {"days": MOST_DAYS}]}
            )
        totals = ordering.list_daily_sales(
            since=since, until=until, venue_id=venue_id, venue_ids=access_of(request).venue_ids
        )
        return Response([{"business_date": day, "totals": sums} for day, sums in totals])


def _day_in(request: Request, name: str) -> date | None:
    """A day that books can be about. Raises ValidationFailedError."""
    day = date_in(request, name)
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationFailedError(_("That is no date."), fields={name: [_("Send a date, such as 2026-03-01.")]})
    return day


def _today(request: Request, venue_id: int | None) -> date:
    """The business day that is under way: at that venue, or at the first one they work at."""
    mine = [venue for venue in list_venues(active_only=False) if access_of(request).can(CAPABILITY, venue.id)]
    venue = next((one for one in mine if one.id == venue_id), mine[0] if mine else None)
    return business_date(now(), venue.timezone, venue.day_ends_at) if venue else now().date()
