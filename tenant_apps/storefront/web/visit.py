"""What a request to checkout stands on: who, where, how they will be served, and what is in the basket."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from tenant_apps.customers.contracts import CustomerInfo
from tenant_apps.ordering.contracts import CartInfo
from tenant_apps.pricing.contracts import BasketLine
from tenant_apps.storefront.web.guest import find_basket, find_customer
from tenant_apps.storefront.web.places import get_shown_venue
from tenant_apps.storefront.web.serving import Serving, find_serving
from tenant_apps.venues.contracts import TableInfo, VenueInfo


@dataclass(frozen=True, slots=True)
class Visit:
    venue: VenueInfo
    serving: Serving
    cart: CartInfo
    customer: CustomerInfo | None
    language: str

    @property
    def table(self) -> TableInfo | None:
        return self.serving.table

    @property
    def lines(self) -> tuple[BasketLine, ...]:
        """What can be ordered; lines with a problem stay in the basket and are named there."""
        return tuple(
            BasketLine(line.item_id, line.size_id, line.quantity, line.modifiers, line.note)
            for line in self.cart.lines
            if not line.problem
        )

    @property
    def left_out(self) -> str:
        """Names the lines that cannot be ordered, so that it can be told whether the guest has seen them go."""
        return "-".join(str(line.id) for line in self.cart.lines if line.problem)


def find_visit(request: HttpRequest, slug: str) -> Visit | None:
    """None where there is no basket."""
    venue = get_shown_venue(slug)
    serving = find_serving(request, venue, asked=request.POST.get("service", ""))
    cart = find_basket(request, venue, serving)
    if cart is None:
        return None
    return Visit(
        venue=venue,
        serving=serving,
        cart=cart,
        customer=find_customer(request),
        language=get_language() or "en",
    )
