"""Delivery zones and tables, for those who run the venue. Every change is in the audit trail."""

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.http.bodies import read, read_over
from comanda.kernel.http.once import once
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import TableInfo, VenueInfo, ZoneInfo
from tenant_apps.venues.errors import TableNotFoundError, ZoneNotFoundError
from tenant_apps.venues.office.scope import CAPABILITY, note
from tenant_apps.venues.office.table_pages import table_address
from tenant_apps.venues.rest.bodies import TableBody, TablesBody, ZoneBody
from tenant_apps.venues.rest.editing import DENIED, TAGS, run_venue

ZoneAnswer = schema(ZoneInfo, name="ZoneSettings")
TableAnswer = schema(TableInfo, name="Table", address=str)


class ZoneView(APIView):
    @extend_schema(
        operation_id="venues_zones_retrieve",
        tags=TAGS,
        summary="One delivery zone",
        responses={200: ZoneAnswer, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, venue_id: int, zone_id: int) -> Response:
        return Response(_zone(run_venue(request, venue_id), zone_id))

    @extend_schema(
        operation_id="venues_zones_partial_update",
        tags=TAGS,
        summary="Redraw a delivery zone, or change its fees",
        request=schema(ZoneBody, name="ChangeZone")(partial=True),
        responses={200: ZoneAnswer, **DENIED},
    )
    @requires(CAPABILITY)
    def patch(self, request: Request, venue_id: int, zone_id: int) -> Response:
        venue = run_venue(request, venue_id)
        wanted = read_over(ZoneBody.of(_zone(venue, zone_id)), request.data)
        return Response(save_zone(request, venue, wanted, zone_id))

    @extend_schema(
        operation_id="venues_zones_destroy",
        tags=TAGS,
        summary="Deliver there no longer",
        request=None,
        responses={204: None, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def delete(self, request: Request, venue_id: int, zone_id: int) -> Response:
        venue = run_venue(request, venue_id)
        zone = _zone(venue, zone_id)
        with transaction.atomic():
            facade.remove_zone(venue_id=venue.id, zone_id=zone.id)
            note(request._request, venue, "zone_removed", before={"zone": zone.name})
        return Response(status=status.HTTP_204_NO_CONTENT)


class TablesView(APIView):
    @extend_schema(
        operation_id="venues_tables_list",
        tags=TAGS,
        summary="Tables, and where their codes lead",
        responses={200: TableAnswer(many=True), **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def get(self, request: Request, venue_id: int) -> Response:
        venue = run_venue(request, venue_id)
        return Response([_table_answer(request, table) for table in facade.list_tables(venue_id=venue.id)])

    @extend_schema(
        operation_id="venues_tables_create",
        tags=TAGS,
        summary="Add tables",
        request=schema(TablesBody, name="NewTables"),
        responses={201: TableAnswer(many=True), **DENIED},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, venue_id: int) -> Response:
        venue = run_venue(request, venue_id)
        body = read(TablesBody, request.data)
        with transaction.atomic():
            added = facade.add_tables(venue_id=venue.id, names=body.names, seats=body.seats)
            note(request._request, venue, "tables_added", after={"tables": [table.name for table in added]})
        return Response([_table_answer(request, table) for table in added], status=status.HTTP_201_CREATED)


class TableView(APIView):
    @extend_schema(
        operation_id="venues_tables_partial_update",
        tags=TAGS,
        summary="Rename a table, or change its seats; its code stays",
        request=schema(TableBody, name="ChangeTable")(partial=True),
        responses={200: TableAnswer, **DENIED},
    )
    @requires(CAPABILITY)
    def patch(self, request: Request, venue_id: int, table_id: int) -> Response:
        venue = run_venue(request, venue_id)
        wanted = read_over(TableBody.of(_table(venue, table_id)), request.data)
        with transaction.atomic():
            table = facade.change_table(venue_id=venue.id, table_id=table_id, name=wanted.name, seats=wanted.seats)
            note(request._request, venue, "table_changed", after={"table": table_id, "what": "rename"})
        return Response(_table_answer(request, table))

    @extend_schema(
        operation_id="venues_tables_destroy",
        tags=TAGS,
        summary="Remove a table",
        description="Orders keep its name.",
        request=None,
        responses={204: None, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def delete(self, request: Request, venue_id: int, table_id: int) -> Response:
        venue = run_venue(request, venue_id)
        with transaction.atomic():
            facade.remove_table(venue_id=venue.id, table_id=table_id)
            note(request._request, venue, "table_changed", after={"table": table_id, "what": "remove"})
        return Response(status=status.HTTP_204_NO_CONTENT)


class TableCodeView(APIView):
    @extend_schema(
        operation_id="venues_tables_code_renewal",
        tags=TAGS,
        summary="Give a table a new code; the printed one stops working",
        request=None,
        responses={200: TableAnswer, **problems(401, 403, 404)},
    )
    @requires(CAPABILITY)
    def post(self, request: Request, venue_id: int, table_id: int) -> Response:
        venue = run_venue(request, venue_id)
        with transaction.atomic():
            table = facade.renew_table_code(venue_id=venue.id, table_id=table_id)
            note(request._request, venue, "table_changed", after={"table": table_id, "what": "renew"})
        return Response(_table_answer(request, table))


def add_zone(request: Request, venue_id: int) -> ZoneInfo:
    venue = run_venue(request, venue_id)
    body = read(ZoneBody, request.data)
    made = once(request, scope="zones", asked=[venue.id, body], make=lambda: save_zone(request, venue, body, None).id)
    return _zone(venue, int(made))


def save_zone(request: Request, venue: VenueInfo, body: ZoneBody, zone_id: int | None) -> ZoneInfo:
    with transaction.atomic():
        saved = facade.set_zone(venue_id=venue.id, zone=body.zone(), zone_id=zone_id)
        note(request._request, venue, "zone_changed", after={"zone": saved.name, "fee": str(saved.fee)})
    return saved


def _zone(venue: VenueInfo, zone_id: int) -> ZoneInfo:
    found = next((zone for zone in facade.list_zones(venue_id=venue.id) if zone.id == zone_id), None)
    if found is None:
        raise ZoneNotFoundError(_("There is no such delivery zone."))
    return found


def _table(venue: VenueInfo, table_id: int) -> TableInfo:
    found = next((table for table in facade.list_tables(venue_id=venue.id) if table.id == table_id), None)
    if found is None:
        raise TableNotFoundError(_("There is no such table."))
    return found


def _table_answer(request: Request, table: TableInfo) -> dict[str, object]:
    values = {name: getattr(table, name) for name in TableInfo.__slots__}
    return values | {"address": table_address(request._request, table)}
