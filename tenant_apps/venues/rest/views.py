"""What anyone may know of a venue: where it is, when it serves, and whether it delivers to them.

Changing it is beside it, in `editing` and `places`: the same addresses, for those who run the venue.
"""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import requires
from comanda.kernel.clock import now, zone
from comanda.kernel.http.once import IDEMPOTENCY_KEY
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from tenant_apps.venues import facade
from tenant_apps.venues.contracts import VenueInfo, ZoneInfo
from tenant_apps.venues.errors import VenueNotFoundError, ZoneNotFoundError
from tenant_apps.venues.office.scope import CAPABILITY
from tenant_apps.venues.rest import editing, examples, places
from tenant_apps.venues.rest.bodies import NewVenueBody, WeekBody, ZoneBody
from tenant_apps.venues.rest.serializers import (
    PlaceFilterSerializer,
    SlotFilterSerializer,
    SlotsSerializer,
    VenueHoursSerializer,
    VenueSerializer,
)

INSIDE = frozenset({"venue_id", "postcodes", "priority"})
Zone = schema(ZoneInfo, name="Zone", without=INSIDE)


def _zone(zone: ZoneInfo) -> dict[str, object]:
    return {name: getattr(zone, name) for name in ZoneInfo.__slots__ if name not in INSIDE}


def served_venue(venue_id: int) -> VenueInfo:
    """A venue guests may know of. Raises VenueNotFoundError for a closed one too."""
    venue = facade.get_venue(venue_id=venue_id)
    if not venue.is_active:
        raise VenueNotFoundError(_("There is no such venue."))
    return venue


def _hours(venue: VenueInfo) -> dict[str, object]:
    at = now()
    answer = {
        "timezone": venue.timezone,
        "now": facade.open_state(venue_id=venue.id, at=at),
        "week": facade.list_hours(venue_id=venue.id),
        "exceptions": facade.list_exceptions(venue_id=venue.id, since=at.astimezone(zone(venue.timezone)).date()),
    }
    return VenueHoursSerializer(answer).data


class VenueList(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="venues_list", summary="Venues", responses=VenueSerializer(many=True), tags=["venues"], auth=[]
    )
    def get(self, request: Request) -> Response:
        return Response(VenueSerializer(facade.list_venues(), many=True).data)

    @extend_schema(
        operation_id="venues_create",
        tags=["venues"],
        summary="Open another venue",
        description="For people who work at every venue.",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(NewVenueBody, name="NewVenue"),
        responses={201: editing.SettingsAnswer, **problems(400, 401, 403, 422)},
        examples=[examples.NEW_VENUE],
    )
    @requires(CAPABILITY)
    def post(self, request: Request) -> Response:
        return Response(editing.open_venue(request), status=status.HTTP_201_CREATED)


class VenueDetail(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="venues_retrieve", summary="One venue", responses=VenueSerializer, tags=["venues"], auth=[]
    )
    def get(self, request: Request, venue_id: int) -> Response:
        return Response(VenueSerializer(served_venue(venue_id)).data)


class VenueHours(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="venues_hours",
        summary="Opening hours, and whether it is open now",
        responses=VenueHoursSerializer,
        tags=["venues"],
        auth=[],
    )
    def get(self, request: Request, venue_id: int) -> Response:
        return Response(_hours(served_venue(venue_id)))

    @extend_schema(
        operation_id="venues_hours_update",
        summary="Replace the week",
        description="For those who run the venue.",
        request=schema(WeekBody),
        responses={200: VenueHoursSerializer, **editing.DENIED},
        tags=["venues"],
        examples=[examples.WEEK],
    )
    @requires(CAPABILITY)
    def put(self, request: Request, venue_id: int) -> Response:
        return Response(_hours(editing.set_week(request, venue_id)))


class VenueSlots(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="venues_slots",
        summary="Times a guest may ask for",
        description="No other `requested_for` is taken from a guest.",
        parameters=[SlotFilterSerializer],
        responses=SlotsSerializer,
        tags=["venues"],
        auth=[],
    )
    def get(self, request: Request, venue_id: int) -> Response:
        asked = SlotFilterSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        service, zone_id = asked.validated_data["service"], asked.validated_data.get("zone")
        venue = served_venue(venue_id)
        zone = next((each for each in facade.list_zones(venue_id=venue.id) if each.id == zone_id), None)
        if zone_id is not None and zone is None:
            raise ZoneNotFoundError(_("There is no such delivery zone."))
        slots = facade.list_slots(venue_id=venue.id, service=service, at=now(), zone=zone)
        return Response(SlotsSerializer({"service": service, "slots": slots}).data)


class VenueZones(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="venues_zones",
        summary="Delivery zones",
        responses=Zone(many=True),
        tags=["venues"],
        auth=[],
    )
    def get(self, request: Request, venue_id: int) -> Response:
        return Response([_zone(zone) for zone in facade.list_zones(venue_id=served_venue(venue_id).id)])

    @extend_schema(
        operation_id="venues_zones_create",
        summary="Draw a delivery zone",
        description="For those who run the venue.",
        parameters=[IDEMPOTENCY_KEY],
        request=schema(ZoneBody, name="NewZone"),
        responses={201: places.ZoneAnswer, **editing.DENIED, **problems(422)},
        tags=["venues"],
        examples=[examples.ZONE],
    )
    @requires(CAPABILITY)
    def post(self, request: Request, venue_id: int) -> Response:
        return Response(places.add_zone(request, venue_id), status=status.HTTP_201_CREATED)


class VenueZoneAt(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="venues_zone_at",
        summary="The zone that delivers to a place",
        description=(
            "By postcode, as an order's zone is; by coordinates where no zone lists the postcode. "
            "404 `zone_not_found`: not delivered."
        ),
        parameters=[PlaceFilterSerializer],
        responses=Zone,
        tags=["venues"],
        auth=[],
    )
    def get(self, request: Request, venue_id: int) -> Response:
        asked = PlaceFilterSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        place = asked.validated_data
        found = facade.find_zone(
            venue_id=served_venue(venue_id).id,
            latitude=place.get("latitude"),
            longitude=place.get("longitude"),
            postcode=place["postcode"],
        )
        if found is None:
            raise ZoneNotFoundError(
                _("We don't deliver there yet."), remedy=_("Order for pickup, or try another address.")
            )
        return Response(_zone(found))
