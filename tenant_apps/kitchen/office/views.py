"""The kitchen display: one page, two fragments, and a POST for every tap."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import check, requires
from comanda.kernel.actors import staff_actor
from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from shared_apps.accounts.facade import user_id_of
from tenant_apps.kitchen.contracts import TicketInfo
from tenant_apps.kitchen.office.cards import ticket_cards
from tenant_apps.kitchen.office.scope import CAPABILITY, Scope, find_scope, remember
from tenant_apps.kitchen.selectors.tickets import (
    count_all_day,
    list_open_tickets,
    list_recent_tickets,
    venue_of_item,
    venue_of_ticket,
)
from tenant_apps.kitchen.services.bump_ticket import bump_ticket
from tenant_apps.kitchen.services.check_item import check_item, uncheck_item
from tenant_apps.kitchen.services.recall_ticket import recall_ticket
from tenant_apps.kitchen.services.start_ticket import start_ticket


@require_GET
@requires(CAPABILITY)
def display(request: HttpRequest) -> HttpResponse:
    scope = find_scope(request)
    response = render(request, "kitchen/display.html", _context(scope))
    remember(response, scope)
    return response


@require_GET
@requires(CAPABILITY)
def board(request: HttpRequest) -> HttpResponse:
    """The tickets alone, for live updates and polling."""
    return _board(request)


@require_GET
@requires(CAPABILITY)
def recent(request: HttpRequest) -> HttpResponse:
    """What was bumped lately, for the recall list."""
    scope = find_scope(request)
    venue_ids = [scope.venue.id] if scope.venue else []
    at = now()
    cards = ticket_cards(list_recent_tickets(venue_ids=venue_ids, station=scope.station), at=at)
    return render(request, "kitchen/recent.html", {"scope": scope, "cards": cards})


@require_POST
@requires(CAPABILITY)
def start(request: HttpRequest, ticket_id: int) -> HttpResponse:
    return _act_on_ticket(request, ticket_id, start_ticket)


@require_POST
@requires(CAPABILITY)
def bump(request: HttpRequest, ticket_id: int) -> HttpResponse:
    return _act_on_ticket(request, ticket_id, bump_ticket, undoable=True)


@require_POST
@requires(CAPABILITY)
def recall(request: HttpRequest, ticket_id: int) -> HttpResponse:
    return _act_on_ticket(request, ticket_id, recall_ticket)


@require_POST
@requires(CAPABILITY)
def check_off(request: HttpRequest, item_id: int) -> HttpResponse:
    return _act_on_item(request, item_id, check_item)


@require_POST
@requires(CAPABILITY)
def take_back(request: HttpRequest, item_id: int) -> HttpResponse:
    return _act_on_item(request, item_id, uncheck_item)


def _act_on_ticket(
    request: HttpRequest, ticket_id: int, service: Callable[..., TicketInfo], *, undoable: bool = False
) -> HttpResponse:
    check(request, CAPABILITY, venue_of_ticket(ticket_id=ticket_id))
    return _answer(request, lambda: service(ticket_id=ticket_id, actor=_actor(request)), undoable=undoable)


def _act_on_item(request: HttpRequest, item_id: int, service: Callable[..., TicketInfo]) -> HttpResponse:
    check(request, CAPABILITY, venue_of_item(item_id=item_id))
    return _answer(request, lambda: service(item_id=item_id, actor=_actor(request)))


def _answer(request: HttpRequest, act: Callable[[], TicketInfo], *, undoable: bool = False) -> HttpResponse:
    """The board as it stands after the tap; a refusal says why beside it, so that nobody cooks from an old picture."""
    toast: dict[str, str] = {}
    status = 200
    try:
        ticket = act()
    except DomainError as refusal:
        toast = {"message": refusal.sentence(), "level": "warning"}
        status = 422
    else:
        if undoable:
            toast = {
                "message": _("Ticket %(number)s is done.") % {"number": ticket.reference},
                "undo": reverse("kitchen_office:recall", args=[ticket.id]),
            }
    response = _board(request)
    response.status_code = status
    if toast:
        response["HX-Trigger"] = json.dumps({"toast": toast})
    return response


def _actor(request: HttpRequest) -> str:
    return staff_actor(user_id_of(request))


def _board(request: HttpRequest) -> HttpResponse:
    response = render(request, "kitchen/board.html", _context(find_scope(request)))
    response["HX-Trigger-After-Settle"] = "kitchen:shown"
    return response


def _context(scope: Scope) -> dict[str, Any]:
    at = now()
    venue_ids = [scope.venue.id] if scope.venue else []
    tickets = list_open_tickets(venue_ids=venue_ids, station=scope.station)
    return {"scope": scope, "cards": ticket_cards(tickets, at=at), "counts": count_all_day(tickets), "now": at}
