from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comanda.kernel.access import access_of, requires
from tenant_apps.customers.facade import search_customers
from tenant_apps.office.web.scope import visible_venues
from tenant_apps.ordering.facade import list_orders

SHOWN = 5


@require_GET
@never_cache
@requires("orders.view")
def found(request: HttpRequest) -> HttpResponse:
    """Orders and customers for the command palette, as far as the person may see them."""
    text = request.GET.get("q", "").strip()
    rows: list[dict[str, str]] = []
    access = access_of(request)
    if len(text) >= 2:
        venue_ids = [venue.id for venue in visible_venues(access)]
        rows += [
            {
                "url": f"/office/orders/{order.id}/",
                "icon": "receipt-text",
                "label": f"{order.reference} · {order.contact.name}",
                "hint": f"{order.business_date}",
            }
            for order in list_orders(venue_ids=venue_ids, search=text, limit=SHOWN)
        ]
        if access.can("customers.view"):
            rows += [
                {
                    "url": f"/office/customers/{customer.id}/",
                    "icon": "circle-user",
                    "label": customer.name or customer.email or customer.phone,
                    "hint": _("Customer"),
                }
                for customer in search_customers(text=text, limit=SHOWN)
            ]
    return render(request, "office/palette_found.html", {"rows": rows})
