"""Who is ordering, and the basket of this browser or of this customer."""

from django.http import HttpRequest, HttpResponse

from tenant_apps.customers.contracts import CustomerInfo
from tenant_apps.customers.facade import customer_for_user, describe_customer_of, find_customer_of
from tenant_apps.ordering.contracts import CartInfo
from tenant_apps.ordering.facade import cart_for, find_cart_for
from tenant_apps.storefront.web.serving import Serving
from tenant_apps.venues.contracts import VenueInfo

CART_COOKIE = "basket"
CART_SECONDS = 30 * 86_400


def find_customer(request: HttpRequest) -> CustomerInfo | None:
    """The customer behind a signed-in person, whom only doing something makes one; None for guests."""
    user = request.user
    find = customer_for_user if request.method == "POST" else describe_customer_of
    return find(user_id=user.pk) if user.is_authenticated else None


def find_basket(request: HttpRequest, venue: VenueInfo, serving: Serving) -> CartInfo | None:
    """The basket as it stands, at this service's prices; nothing is created for somebody who only looks."""
    user = request.user
    customer = find_customer_of(user_id=user.pk) if user.is_authenticated else None
    return find_cart_for(
        venue_id=venue.id,
        token=request.COOKIES.get(CART_COOKIE, ""),
        customer_id=customer.id if customer else None,
        service=serving.service,
        channel=serving.channel,
    )


def open_basket(request: HttpRequest, venue: VenueInfo, serving: Serving) -> CartInfo:
    """The basket of the cookie or of the customer, joined where both have one; a new one where neither has."""
    customer = find_customer(request)
    return cart_for(
        venue_id=venue.id,
        token=request.COOKIES.get(CART_COOKIE, ""),
        customer_id=customer.id if customer else None,
        service=serving.service,
        channel=serving.channel,
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
