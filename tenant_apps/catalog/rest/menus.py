"""The published menu for everyone, as fast as bytes can be handed out; publishing and 86 for staff."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import check_at, requires
from comanda.kernel.errors import DomainError
from comanda.kernel.http.bodies import read
from comanda.kernel.http.schemas import schema
from comanda.kernel.numbers import whole_number
from tenant_apps.catalog.contracts import Longest, MenuVenue, PricedChannel
from tenant_apps.catalog.errors import VenueNotFoundError
from tenant_apps.catalog.rest import examples
from tenant_apps.catalog.rest.serializers import (
    ChangeSerializer,
    EightySixedSerializer,
    MenuSerializer,
    PublicationSerializer,
)
from tenant_apps.catalog.selectors.eighty_six import list_eighty_sixed
from tenant_apps.catalog.selectors.menu_bytes import menu_bytes
from tenant_apps.catalog.selectors.published import list_publications
from tenant_apps.catalog.selectors.unpublished import list_unpublished_changes
from tenant_apps.catalog.selectors.venues import get_venue
from tenant_apps.catalog.services.bring_back import bring_back
from tenant_apps.catalog.services.eighty_six import eighty_six
from tenant_apps.catalog.services.publish_menu import publish_menu

VENUE = OpenApiParameter("venue", OpenApiTypes.STR, OpenApiParameter.PATH, description="The venue's id or slug.")


@dataclass(frozen=True, slots=True)
class EightySixBody:
    item_id: int
    channel: str = field(default="", metadata={"choices": PricedChannel, "about": "Empty: on every channel."})
    until: datetime | None = field(default=None, metadata={"about": "null: till someone brings it back."})
    reason: str = field(default="", metadata={"most": Longest.REASON})


def venue_of(reference: str) -> MenuVenue:
    """By id or slug. Raises VenueNotFoundError."""
    venue_id = whole_number(reference)
    return get_venue(slug=reference) if venue_id is None else get_venue(venue_id=venue_id)


def staff_venue(request: Request, reference: str, capability: str) -> MenuVenue:
    """For those who may do that there. Raises VenueNotFoundError, also for a venue they do not work at."""
    venue = venue_of(reference)
    check_at(request, capability, venue.id, VenueNotFoundError())
    return venue


class MenuView(APIView):
    """GET answers before any of the framework's machinery runs: the bytes are ready, and nobody needs to sign in."""

    permission_classes = [AllowAny]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return super().dispatch(request, *args, **kwargs)
        try:
            made = menu_bytes(venue=venue_of(kwargs["venue"]))
        except DomainError:
            return super().dispatch(request, *args, **kwargs)
        if made.etag in (known := request.headers.get("If-None-Match", "")) or known == "*":
            response = HttpResponse(status=304, content_type="application/json")  # caches take over what it says
        elif "gzip" in request.headers.get("Accept-Encoding", ""):
            response = HttpResponse(made.gzipped, content_type="application/json")
            response["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(made.plain, content_type="application/json")
        response["ETag"] = made.etag
        # Fresh enough for any guest, and a price or an 86 is never older than this.
        response["Cache-Control"] = "public, max-age=15, stale-while-revalidate=60"
        patch_vary_headers(response, ("Accept-Encoding",))
        return response

    @extend_schema(
        operation_id="menus_retrieve",
        tags=["menus"],
        summary="The menu in force at a venue",
        description=(
            "Complete in itself: categories, items with sizes and modifier groups, and what is off right now. "
            "Send the ETag back in `If-None-Match`: an unchanged menu answers 304."
        ),
        parameters=[VENUE],
        auth=[],
        responses={
            200: OpenApiResponse(MenuSerializer, examples=[OpenApiExample("Menu", examples.MENU)]),
            304: OpenApiResponse(description="Unchanged."),
            404: OpenApiResponse(description="`venue_not_found` or `menu_not_published`."),
        },
    )
    def get(self, request: Request, venue: str) -> HttpResponse:
        """Only reached when something is missing: says what, as problem+json."""
        return HttpResponse(menu_bytes(venue=venue_of(venue)).plain, content_type="application/json")


class ChangesView(APIView):
    @extend_schema(
        operation_id="menus_changes_list",
        tags=["menus"],
        summary="What publishing would change",
        parameters=[VENUE],
        responses={200: ChangeSerializer(many=True)},
    )
    @requires("menu.view")
    def get(self, request: Request, venue: str) -> Response:
        found = staff_venue(request, venue, "menu.view")
        changes = list_unpublished_changes(venue_id=found.id)
        return Response(ChangeSerializer(changes, many=True).data)


class PublicationsView(APIView):
    @extend_schema(
        operation_id="menus_publications_list",
        tags=["menus"],
        summary="The last fifty versions of a venue's menu",
        parameters=[VENUE],
        responses={200: PublicationSerializer(many=True)},
    )
    @requires("menu.view")
    def get(self, request: Request, venue: str) -> Response:
        found = staff_venue(request, venue, "menu.view")
        rows = list_publications(venue_id=found.id)
        return Response(PublicationSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="menus_publications_create",
        tags=["menus"],
        summary="Publish the draft",
        description="Freezes the draft as the next version. With nothing new it answers with the version in force.",
        parameters=[VENUE],
        request=None,
        responses={
            201: OpenApiResponse(PublicationSerializer, examples=[OpenApiExample("Published", examples.PUBLICATION)]),
            400: OpenApiResponse(description="`menu_empty` or `menu_not_ready`; `fields` names the items."),
        },
    )
    @requires("menu.publish")
    def post(self, request: Request, venue: str) -> Response:
        found = staff_venue(request, venue, "menu.publish")
        menu = publish_menu(venue_id=found.id, actor_id=request.user.pk)
        body = {
            "id": menu.snapshot_id,
            "version": menu.version,
            "etag": menu.etag,
            "item_count": len(menu.items),
            "published_at": menu.published_at,
        }
        return Response(body, status=status.HTTP_201_CREATED)


class EightySixesView(APIView):
    def get_permissions(self) -> list[Any]:
        if self.request.method in ("GET", "HEAD", "OPTIONS"):
            return [AllowAny()]
        return list(super().get_permissions())

    @extend_schema(
        operation_id="menus_eighty_six_list",
        tags=["menus"],
        summary="What is off right now",
        parameters=[VENUE, OpenApiParameter("channel", str, description="Only what is off on this channel.")],
        auth=[],
        responses={200: EightySixedSerializer(many=True)},
    )
    def get(self, request: Request, venue: str) -> Response:
        found = venue_of(venue)
        rows = list_eighty_sixed(venue_id=found.id, channel=request.query_params.get("channel", ""))
        return Response(EightySixedSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="menus_eighty_six_create",
        tags=["menus"],
        summary="Take an item off for now",
        parameters=[VENUE],
        request=schema(EightySixBody, name="EightySix"),
        responses={201: EightySixedSerializer},
        examples=[OpenApiExample("Until closing time", examples.EIGHTY_SIX, request_only=True)],
    )
    @requires("menu.eighty_six")
    def post(self, request: Request, venue: str) -> Response:
        found = staff_venue(request, venue, "menu.eighty_six")
        wanted = read(EightySixBody, request.data)
        row = eighty_six(
            venue_id=found.id,
            item_id=wanted.item_id,
            channel=wanted.channel,
            until=wanted.until,
            reason=wanted.reason,
            actor_id=request.user.pk,
        )
        return Response(EightySixedSerializer(row).data, status=status.HTTP_201_CREATED)


class EightySixView(APIView):
    @extend_schema(
        operation_id="menus_eighty_six_destroy",
        tags=["menus"],
        summary="Bring an item back",
        parameters=[VENUE],
        request=None,
        responses={204: None},
    )
    @requires("menu.eighty_six")
    def delete(self, request: Request, venue: str, item_id: int) -> Response:
        found = staff_venue(request, venue, "menu.eighty_six")
        bring_back(venue_id=found.id, item_id=item_id, actor_id=request.user.pk)
        return Response(status=status.HTTP_204_NO_CONTENT)
