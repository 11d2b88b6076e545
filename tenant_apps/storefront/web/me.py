from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shared_apps.accounts.facade import user_id_of
from tenant_apps.customers.facade import describe_customer_of
from tenant_apps.ordering.contracts import OrderInfo
from tenant_apps.ordering.facade import list_orders
from tenant_apps.storefront.web.tracking import ENDED, order_word
from tenant_apps.venues.contracts import VenueInfo
from tenant_apps.venues.facade import list_venues

SHOWN = 20


@require_safe
@never_cache
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """A customer's own page: what they ordered, where it should come to, who they are."""
    customer = describe_customer_of(user_id=user_id_of(request))
    venues = {venue.id: venue for venue in list_venues(active_only=False)}
    orders = list_orders(customer_id=customer.id, limit=SHOWN)
    context = {"customer": customer, "orders": [_row(order, venues[order.venue_id]) for order in orders]}
    return render(request, "storefront/me.html", context)


def _row(order: OrderInfo, venue: VenueInfo) -> dict[str, Any]:
    word, icon = order_word(order.state)
    dishes = ", ".join(f"{line.quantity} × {line.name}" for line in order.lines if line.kind == "item")
    return {
        "order": order,
        "venue": venue,
        "word": word,
        "icon": icon,
        "dishes": dishes,
        "is_open": order.state not in ENDED,
    }
