"""The kitchen's API: what is open, and the taps of a display."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import check_at, requires
from comanda.kernel.actors import staff_actor
from shared_apps.accounts.facade import user_id_of
from tenant_apps.kitchen.contracts import TicketInfo
from tenant_apps.kitchen.errors import TicketNotFoundError
from tenant_apps.kitchen.rest.serializers import TicketFilterSerializer, TicketSerializer
from tenant_apps.kitchen.selectors.tickets import (
    get_ticket,
    list_open_tickets,
    list_recent_tickets,
    venue_of_item,
    venue_of_ticket,
)
from tenant_apps.kitchen.services.bump_ticket import bump_ticket
from tenant_apps.kitchen.services.check_item import check_item, uncheck_item
from tenant_apps.kitchen.services.recall_ticket import recall_ticket
from tenant_apps.kitchen.services.start_ticket import start_ticket
from tenant_apps.venues.errors import VenueNotFoundError

CAPABILITY = "kitchen.work"


class TicketList(APIView):
    @extend_schema(
        operation_id="kitchen_tickets_list",
        summary="Tickets of a venue",
        description="Open ones, most urgent first; or those bumped in the last three hours, latest first.",
        parameters=[TicketFilterSerializer],
        responses=TicketSerializer(many=True),
        tags=["kitchen"],
    )
    @requires(CAPABILITY)
    def get(self, request: Request) -> Response:
        asked = TicketFilterSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        filters = asked.validated_data
        check_at(request, CAPABILITY, filters["venue"], VenueNotFoundError(_("There is no such venue.")))
        select = list_open_tickets if filters["state"] == "open" else list_recent_tickets
        found = select(venue_ids=[filters["venue"]], station=filters["station"])
        return Response(TicketSerializer(found, many=True).data)


class TicketDetail(APIView):
    @extend_schema(
        operation_id="kitchen_tickets_retrieve", summary="One ticket", responses=TicketSerializer, tags=["kitchen"]
    )
    @requires(CAPABILITY)
    def get(self, request: Request, ticket_id: int) -> Response:
        check_at(request, CAPABILITY, venue_of_ticket(ticket_id=ticket_id), TicketNotFoundError())
        return Response(TicketSerializer(get_ticket(ticket_id=ticket_id)).data)


class TicketVerb(APIView):
    """A tap on a ticket. `service` is set where the address is."""

    service: Any

    @extend_schema(request=None, responses=TicketSerializer, tags=["kitchen"])
    @requires(CAPABILITY)
    def post(self, request: Request, ticket_id: int) -> Response:
        check_at(request, CAPABILITY, venue_of_ticket(ticket_id=ticket_id), TicketNotFoundError())
        return _after(self.service(ticket_id=ticket_id, actor=staff_actor(user_id_of(request))))


class ItemVerb(APIView):
    """A tap on one item."""

    service: Any

    @extend_schema(request=None, responses=TicketSerializer, tags=["kitchen"])
    @requires(CAPABILITY)
    def post(self, request: Request, item_id: int) -> Response:
        check_at(request, CAPABILITY, venue_of_item(item_id=item_id), TicketNotFoundError())
        return _after(self.service(item_id=item_id, actor=staff_actor(user_id_of(request))))


def _after(ticket: TicketInfo) -> Response:
    return Response(TicketSerializer(ticket).data)


@extend_schema(summary="Start a ticket")
class TicketStart(TicketVerb):
    service = staticmethod(start_ticket)


@extend_schema(summary="Bump a ticket: everything on it is ready")
class TicketBump(TicketVerb):
    service = staticmethod(bump_ticket)


@extend_schema(summary="Recall a bumped ticket")
class TicketRecall(TicketVerb):
    service = staticmethod(recall_ticket)


@extend_schema(summary="Check one item off")
class ItemCheck(ItemVerb):
    service = staticmethod(check_item)


@extend_schema(summary="Take an item's check back")
class ItemUncheck(ItemVerb):
    service = staticmethod(uncheck_item)
