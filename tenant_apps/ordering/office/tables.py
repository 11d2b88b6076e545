"""The room: which tables are taken, since when, and what they still owe."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comanda.kernel.access import access_of, requires
from comanda.kernel.clock import now
from tenant_apps.ordering.office.cards import OrderCard, order_card
from tenant_apps.ordering.office.scope import find_scope
from tenant_apps.ordering.selectors.orders import list_seated
from tenant_apps.venues import facade as venues

VIEW = "orders.view"


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    seats: int
    token: str
    orders: list[OrderCard]

    @property
    def label(self) -> str:
        return venues.table_label(self.name)


@require_GET
@never_cache
@requires(VIEW)
def tables(request: HttpRequest) -> HttpResponse:
    """One venue at a time: nobody serves in two rooms at once."""
    scope = find_scope(request)
    venue = scope.venue or next((one for one in scope.venues if one.is_active), None)
    context: dict[str, Any] = {"scope": scope, "venue": venue, "tables": [], "others": [], "now": now()}
    if venue is not None:
        access = access_of(request)
        # By the table itself: it may have got another name while people sit at it.
        running: dict[int | None, list[OrderCard]] = {}
        for order in list_seated(venue_id=venue.id):
            running.setdefault(order.table_id, []).append(order_card(order, scope=scope, at=now()))
        context["tables"] = [
            Table(name=table.name, seats=table.seats, token=table.token, orders=running.pop(table.id, []))
            for table in venues.list_tables(venue_id=venue.id)
        ]
        # Tables that were taken away while people sat at them, and orders for no table at all.
        context["others"] = [card for cards in running.values() for card in cards]
        context["taken"] = sum(bool(table.orders) for table in context["tables"])
        context["may_create"] = access.can("orders.create", venue.id)
        context["may_edit"] = access.can("venues.edit", venue.id)
        context["venues_menu"] = _venues_menu(scope.venues, venue.id)
    template = "ordering/tables_grid.html" if request.headers.get("HX-Request") else "ordering/tables.html"
    return render(request, template, context)


def _venues_menu(found: Any, venue_id: int) -> dict[str, Any]:
    if len(found) < 2:
        return {}
    items = [{"label": one.name, "url": f"?venue={one.id}", "active": one.id == venue_id} for one in found]
    return {"current": next((item["label"] for item in items if item["active"]), _("Venue")), "items": items}
