"""Stations through the API. Which dish is made where stands with the dish and its heading (`station`)."""

from dataclasses import dataclass, field

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.http.bodies import read
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.kitchen.contracts import StationRow
from tenant_apps.kitchen.errors import StationNotFoundError
from tenant_apps.kitchen.selectors.stations import list_station_rows
from tenant_apps.kitchen.services.close_station import close_station
from tenant_apps.kitchen.services.order_stations import order_stations
from tenant_apps.kitchen.services.save_station import LONGEST, add_station, rename_station
from tenant_apps.venues.facade import list_venues

CAPABILITY = "menu.edit"
TAGS = ["kitchen"]


@dataclass(frozen=True, slots=True)
class StationBody:
    name: str = field(metadata={"most": LONGEST})


@dataclass(frozen=True, slots=True)
class StationOrderBody:
    """From the first to the last; those that are not named come after them."""

    codes: tuple[str, ...] = field(metadata={"most": LONGEST})


StationAnswer = schema(StationRow, name="StationOfTenant")


class StationsView(APIView):
    @extend_schema(
        operation_id="stations_list",
        tags=TAGS,
        summary="Stations in their order",
        responses={200: StationAnswer(many=True), **problems(401, 403)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        return Response(list_station_rows())

    @extend_schema(
        operation_id="stations_create",
        tags=TAGS,
        summary="Set up a station at every venue",
        request=schema(StationBody, name="NewStation"),
        responses={201: StationAnswer, **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request) -> Response:
        name = read(StationBody, request.data).name
        code = add_station(name=name, venue_ids=[venue.id for venue in list_venues(active_only=False)])
        return Response(_row(code), status=status.HTTP_201_CREATED)


class StationView(APIView):
    @extend_schema(
        operation_id="stations_partial_update",
        tags=TAGS,
        summary="Rename a station; its code and its dishes stay",
        request=schema(StationBody, name="RenameStation"),
        responses={200: StationAnswer, **problems(400, 401, 403, 404)},
    )
    @requires(CAPABILITY)
    def patch(self, request: Request, code: str) -> Response:
        rename_station(code=code, name=read(StationBody, request.data).name)
        return Response(_row(code))

    @extend_schema(
        operation_id="stations_destroy",
        tags=TAGS,
        summary="Take a station away, once nothing is made there",
        request=None,
        responses={204: None, **problems(401, 403, 404, 409)},
    )
    @requires(CAPABILITY)
    def delete(self, request: Request, code: str) -> Response:
        close_station(code=code)
        return Response(status=status.HTTP_204_NO_CONTENT)


class StationOrderView(APIView):
    @extend_schema(
        operation_id="stations_order_update",
        tags=TAGS,
        summary="The order in which stations stand on the displays",
        request=schema(StationOrderBody, name="StationOrder"),
        responses={200: StationAnswer(many=True), **problems(400, 401, 403)},
    )
    @requires(CAPABILITY)
    def put(self, request: Request) -> Response:
        order_stations(codes=read(StationOrderBody, request.data).codes)
        return Response(list_station_rows())


def _row(code: str) -> StationRow:
    """Raises StationNotFoundError."""
    found = next((row for row in list_station_rows() if row.code == code), None)
    if found is None:
        raise StationNotFoundError
    return found
