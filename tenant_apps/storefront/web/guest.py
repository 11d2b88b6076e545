"""Who is ordering: the basket of this browser or of this customer, and the table whose code was scanned."""

from django.http import HttpRequest, HttpResponse

from tenant_apps.customers.contracts import CustomerInfo
from tenant_apps.customers.facade import customer_for_user
from tenant_apps.ordering.contracts import CartInfo
from tenant_apps.ordering.facade import cart_for, find_cart
from tenant_apps.venues.contracts import TableInfo, VenueInfo
from tenant_apps.venues.facade import find_table

CART_COOKIE = "basket"
TABLE_COOKIE = "table"
CART_SECONDS = 30 * 86_400
TABLE_SECONDS = 6 * 3_600


def find_customer(request: HttpRequest) -> CustomerInfo | None:
    """The customer behind a signed-in person; None for guests."""
    user = request.user
    return customer_for_user(user_id=user.pk) if user.is_authenticated else None


def find_guest_table(request: HttpRequest, venue: VenueInfo) -> TableInfo | None:
    """The table this guest sits at, if its code was scanned here lately."""
    token = request.COOKIES.get(TABLE_COOKIE, "")
    table = find_table(token=token) if token else None
    return table if table is not None and table.venue_id == venue.id else None


def find_basket(request: HttpRequest, venue: VenueInfo) -> CartInfo | None:
    """The basket as it stands; nothing is created for somebody who only looks."""
    token = request.COOKIES.get(CART_COOKIE, "")
    if request.user.is_authenticated:
        return open_basket(request, venue)
    cart = find_cart(cart_token=token) if token else None
    usable = cart is not None and cart.venue_id == venue.id and cart.customer_id is None
    return cart if usable else None


def open_basket(request: HttpRequest, venue: VenueInfo) -> CartInfo:
    """The basket of the cookie or of the customer, joined where both have one; a new one where neither has."""
    customer = find_customer(request)
    return cart_for(
        venue_id=venue.id,
        token=request.COOKIES.get(CART_COOKIE, ""),
        customer_id=customer.id if customer else None,
        service="dine_in" if find_guest_table(request, venue) else "",
    )


def remember_basket(request: HttpRequest, response: HttpResponse, venue: VenueInfo, token: str) -> None:
    """A cookie per venue: baskets do not mix venues."""
    if request.COOKIES.get(CART_COOKIE) == token:
        return
    response.set_cookie(
        CART_COOKIE,
        token,
        max_age=CART_SECONDS,
        path=f"/v/{venue.slug}/",
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
