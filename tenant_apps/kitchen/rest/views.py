"""The kitchen's API: what is open, and the taps of a display."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from comanda.kernel.access import check_at, requires
from comanda.kernel.actors import staff_actor
from comanda.kernel.http.once import IDEMPOTENCY_KEY, once
from comanda.kernel.http.problems import problems
from comanda.kernel.http.schemas import schema
from shared_apps.accounts.facade import user_id_of
from tenant_apps.kitchen.contracts import TicketInfo
from tenant_apps.kitchen.errors import TicketNotFoundError
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
Ticket = schema(TicketInfo, name="Ticket")


class TicketFilterSerializer(serializers.Serializer):  # type: ignore[type-arg]
    venue = serializers.IntegerField(help_text="Venue id.")
    station = serializers.SlugField(required=False, default="", help_text="Station code; without it, all stations.")
    state = serializers.ChoiceField(choices=["open", "bumped"], required=False, default="open")


class TicketList(APIView):
    @extend_schema(
        operation_id="kitchen_tickets_list",
        summary="Tickets of a venue",
        description="Open ones, most urgent first; or those bumped in the last three hours, latest first.",
        parameters=[TicketFilterSerializer],
        responses={200: Ticket(many=True), **problems(400, 401, 403, 404)},
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
        return Response(found)


class TicketDetail(APIView):
    @extend_schema(
        operation_id="kitchen_tickets_retrieve",
        summary="One ticket",
        responses={200: Ticket, **problems(401, 403, 404)},
        tags=["kitchen"],
    )
    @requires(CAPABILITY)
    def get(self, request: Request, ticket_id: int) -> Response:
        check_at(request, CAPABILITY, venue_of_ticket(ticket_id=ticket_id), TicketNotFoundError())
        return Response(get_ticket(ticket_id=ticket_id))


class Tap(APIView):
    # A verb of the display, once for the client's key. `service` is set where the address is; what it taps, and whose
    # venue that is, below. No docstring: it would be read to every user of the API.
    service: Callable[..., TicketInfo]
    venue_of: Callable[..., int]

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={200: Ticket, **problems(400, 401, 403, 404, 409, 422)},
        tags=["kitchen"],
    )
    @requires(CAPABILITY)
    def post(self, request: Request, **at: int) -> Response:
        check_at(request, CAPABILITY, self.venue_of(**at), TicketNotFoundError())
        actor = staff_actor(user_id_of(request))
        made = once(
            request,
            scope="kitchen",
            asked=[type(self).__name__, at],
            make=lambda: self.service(**at, actor=actor).id,
        )
        return Response(get_ticket(ticket_id=int(made)))


class TicketVerb(Tap):
    venue_of = staticmethod(venue_of_ticket)


class ItemVerb(Tap):
    venue_of = staticmethod(venue_of_item)


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
