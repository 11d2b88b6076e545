"""Finding a guest's cart or starting one; joining it with the customer's own at sign-in."""

from django.db import connection, transaction

from comanda.kernel.clock import now
from tenant_apps.ordering.contracts import MAX_CART_QUANTITY, CartInfo
from tenant_apps.ordering.models import Cart, CartLine
from tenant_apps.ordering.querysets import locked
from tenant_apps.ordering.selectors.carts import cart_info, find_cart_row
from tenant_apps.venues import facade as venues
from tenant_apps.venues.contracts import ServiceType

_PREFERRED = (ServiceType.PICKUP, ServiceType.DELIVERY, ServiceType.DINE_IN)


def cart_for(
    *, venue_id: int, token: str = "", customer_id: int | None = None, service: str = "", channel: str = "web"
) -> CartInfo:
    """The cart of the cookie's token or of the customer at that venue; a new one where there is none.

    A token of another venue's cart starts a new cart here: baskets do not mix venues. Put the answer's token into the
    cookie. Raises VenueNotFoundError.
    """
    venue = venues.get_venue(venue_id=venue_id)
    with transaction.atomic():
        cart = _claim(venue_id, token, customer_id)
        if cart is None:
            offered = next(kind for kind in _PREFERRED if kind in venue.services)
            chosen = service if service in venue.services else offered
            cart = _start(venue_id, customer_id, chosen)
        elif service and service in venue.services and service != cart.service:
            cart.service = service
            cart.save(update_fields=["service"])
        return cart_info(cart, channel=channel)


def find_cart_for(
    *, venue_id: int, token: str = "", customer_id: int | None = None, service: str = "", channel: str = "web"
) -> CartInfo | None:
    """As `cart_for`, for somebody who only looks: none is started, and `service` decides the prices shown alone."""
    if customer_id is None:
        cart = _claim(venue_id, token, None)
    else:
        with transaction.atomic():
            cart = _claim(venue_id, token, customer_id)
    return cart_info(cart, service=service, channel=channel) if cart else None


def _claim(venue_id: int, token: str, customer_id: int | None) -> Cart | None:
    """The cart of the token or of the customer; what a guest left in this browser joins the customer's own."""
    cart = find_cart_row(token=token)
    if cart is not None and cart.venue_id != venue_id:
        cart = None
    if customer_id is None:
        # Signed out since: the cart stays with its customer.
        return cart if cart is not None and cart.customer_id is None else None
    if cart is not None and cart.customer_id is None:
        return _join(cart, customer_id)
    # Somebody else's, left behind in this browser, is none of theirs.
    return _find_own(venue_id, customer_id)


def _start(venue_id: int, customer_id: int | None, service: str) -> Cart:
    fresh = {"service": service, "updated_at": now()}
    if customer_id is None:
        return Cart.objects.create(venue_id=venue_id, **fresh)
    # Two tabs may start at once; the customer still has one cart.
    _one_at_a_time(customer_id)
    cart, _is_new = Cart.objects.get_or_create(venue_id=venue_id, customer_id=customer_id, defaults=fresh)
    return cart


def _join(guest: Cart, customer_id: int) -> Cart | None:
    """What was just chosen wins: the guest's cart stays and takes in the lines of the customer's own. None where both
    went away in the meantime."""
    _one_at_a_time(customer_id)
    own = _find_own(guest.venue_id, customer_id)
    if not locked(Cart.objects.filter(pk=guest.pk, customer_id=None)):
        return own  # another device has joined it
    if own is not None:
        mine = {_same(line): line for line in CartLine.objects.filter(cart=guest).order_by("pk")}
        for line in CartLine.objects.filter(cart=own).order_by("pk"):
            twin = mine.get(_same(line))
            if twin is None:
                line.cart = guest
                line.save(update_fields=["cart"])
            else:
                twin.quantity = min(twin.quantity + line.quantity, MAX_CART_QUANTITY)
                twin.save(update_fields=["quantity"])
        own.delete()
    guest.customer_id = customer_id
    guest.updated_at = now()
    guest.save(update_fields=["customer_id", "updated_at"])
    return guest


def _find_own(venue_id: int, customer_id: int) -> Cart | None:
    return Cart.objects.filter(customer_id=customer_id, venue_id=venue_id).first()


def _same(line: CartLine) -> tuple[int, int | None, str, str]:
    return line.item_id, line.size_id, str(line.modifiers), line.note


def _one_at_a_time(customer_id: int) -> None:
    """Two devices may sign in with a basket each: the second joins what the first has made of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':ordering.cart:' || %s, 0))",
            [str(customer_id)],
        )
