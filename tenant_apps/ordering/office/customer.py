"""What a customer has ordered: a part of their page, which is another room's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from comanda.kernel.access import requires
from comanda.kernel.clock import now
from tenant_apps.ordering.office.cards import order_card
from tenant_apps.ordering.office.scope import find_scope
from tenant_apps.ordering.selectors.customer_orders import find_customer_totals, list_favourites
from tenant_apps.ordering.selectors.orders import list_orders

SHOWN = 10


@require_GET
@requires("customers.view")
def of_customer(request: HttpRequest, customer_id: int) -> HttpResponse:
    """At the venues whose orders this person may see."""
    scope, at = find_scope(request), now()
    venue_ids = [venue.id for venue in scope.venues]
    orders = list_orders(customer_id=customer_id, venue_ids=venue_ids, limit=SHOWN)
    context = {
        "totals": find_customer_totals(customer_id=customer_id, venue_ids=venue_ids),
        "favourites": list_favourites(customer_id=customer_id, venue_ids=venue_ids),
        "cards": [order_card(order, scope=scope, at=at) for order in orders],
        "place": scope.venues[0] if scope.venues else None,
        "many_venues": len(scope.venues) > 1,
    }
    return render(request, "ordering/customer_orders.html", context)
