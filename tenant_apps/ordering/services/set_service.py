from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.ordering.contracts import CartInfo
from tenant_apps.ordering.errors import OrderInvalidError
from tenant_apps.ordering.selectors.carts import get_cart_row
from tenant_apps.ordering.services.cart_lines import touched
from tenant_apps.venues import facade as venues


def set_service(*, cart_token: str, service: str, channel: str = "web") -> CartInfo:
    """Pickup, delivery or dine-in: prices may follow. Raises OrderInvalidError for one the venue does not offer."""
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        if service not in venues.get_venue(venue_id=cart.venue_id).services:
            raise OrderInvalidError(
                _("This venue does not offer that service."), fields={"service": [_("Choose another one.")]}
            )
        cart.service = service
        cart.save(update_fields=["service"])
        return touched(cart, channel)
