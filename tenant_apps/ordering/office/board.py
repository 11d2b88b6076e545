"""The order board: what waits for whom, and a tap for every step."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comanda.kernel.access import access_of, check, requires
from comanda.kernel.actors import staff_actor
from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError, NotFoundError
from comanda.kernel.machines import TransitionRefusedError
from shared_apps.accounts.facade import user_id_of
from tenant_apps.ordering import facade
from tenant_apps.ordering.contracts import OPEN
from tenant_apps.ordering.office.cards import columns, order_card
from tenant_apps.ordering.office.scope import Scope, find_scope
from tenant_apps.ordering.office.verbs import REASONS, VERBS
from tenant_apps.ordering.office.wording import STATES, select_options
from tenant_apps.venues.facade import SERVICE_WORDS

VIEW, MANAGE = "orders.view", "orders.manage"
BOARD_LIMIT = 200


@require_GET
@requires(VIEW)
def board(request: HttpRequest) -> HttpResponse:
    scope = find_scope(request)
    return render(request, "ordering/board.html", _context(request, scope))


@require_GET
@requires(VIEW)
def board_cards(request: HttpRequest) -> HttpResponse:
    """The columns alone, for live updates, filters and polling."""
    scope = find_scope(request)
    return render(request, "ordering/board_cards.html", _context(request, scope))


@require_GET
@requires(MANAGE)
def reason_dialog(request: HttpRequest, order_id: int, verb: str) -> HttpResponse:
    """Why? For the steps the guest will want explained."""
    asked = _verb(verb)
    order = facade.get_order(order_id=order_id)
    check(request, MANAGE, order.venue_id)
    context = {"order": order, "verb": asked, "reasons": REASONS.get(verb, ()), "scope": find_scope(request)}
    return render(request, "ordering/reason_dialog.html", context | {"back": request.GET.get("back", "board")})


@require_POST
@requires(MANAGE)
def move(request: HttpRequest, order_id: int, verb: str) -> HttpResponse:
    """One step. Whoever came second sees what happened in the meantime, and the board as it stands now."""
    chosen = _verb(verb)
    order = facade.get_order(order_id=order_id)
    check(request, MANAGE, order.venue_id)
    arguments: dict[str, Any] = {"order_id": order_id, "actor": staff_actor(user_id_of(request))}
    if chosen.needs_reason:
        arguments["reason"] = request.POST.get("reason", "").strip()[:500]
    level, status = "positive", 200
    try:
        order = chosen.act(**arguments)
        message = str(chosen.done) % {"number": order.reference}
    except TransitionRefusedError as refusal:
        level, status = "warning", 422
        state = STATES[refusal.extra["state"]].label
        message = _("Order %(number)s: “%(step)s” is not possible now. It stands at “%(state)s”.") % {
            "number": order.reference,
            "step": chosen.label,
            "state": state,
        }
    except DomainError as refusal:
        level, status = "warning", 422
        message = _("Order %(number)s: %(problem)s %(remedy)s") % {
            "number": order.reference,
            "problem": refusal.message,
            "remedy": refusal.remedy,
        }
    response = _after_move(request, order_id)
    response.status_code = status
    news: dict[str, Any] = {"toast": {"message": message.strip(), "level": level}}
    if status == 200:
        news["close-dialog"] = "reason"
    response["HX-Trigger"] = json.dumps(news)
    return response


def _after_move(request: HttpRequest, order_id: int) -> HttpResponse:
    if request.GET.get("back") == "detail":
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "ordering/board_cards.html", _context(request, find_scope(request)))


def _verb(name: str) -> Any:
    if name not in VERBS:
        raise NotFoundError(_("There is no such step."))
    return VERBS[name]


def _context(request: HttpRequest, scope: Scope) -> dict[str, Any]:
    at = now()
    orders = facade.list_orders(
        venue_ids=scope.venue_ids,
        states=OPEN,
        search=scope.search,
        service=scope.service,
        include_unpaid=False,
        urgent_first=True,
        limit=BOARD_LIMIT,
    )
    more = 0
    if len(orders) == BOARD_LIMIT:
        found = facade.count_open(venue_ids=scope.venue_ids, service=scope.service, search=scope.search)
        more = found.open - BOARD_LIMIT
    access = access_of(request)
    context: dict[str, Any] = {
        "scope": scope,
        "now": at,
        "more": more,
        "may_manage": access.can(MANAGE),
        "may_create": access.can("orders.create"),
        "services": select_options(SERVICE_WORDS, _("All services")),
        "venue_options": [("", _("All venues")), *((venue.id, venue.name) for venue in scope.venues)],
    }
    if scope.view == "list":
        context["cards"] = [order_card(order, scope=scope, at=at) for order in orders]
    else:
        context["columns"] = columns(orders, scope=scope, at=at)
    return context
