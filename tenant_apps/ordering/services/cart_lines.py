"""What every change of a cart asks of its lines."""

from collections.abc import Sequence
from dataclasses import astuple

from comanda.kernel.clock import now
from tenant_apps.catalog import facade as catalog
from tenant_apps.ordering.contracts import CartInfo
from tenant_apps.ordering.models import Cart
from tenant_apps.ordering.selectors.carts import cart_info
from tenant_apps.ordering.selectors.guest_channel import guest_channel
from tenant_apps.pricing.contracts import BasketLine, BasketModifier
from tenant_apps.pricing.facade import price_basket
from tenant_apps.venues import facade as venues


def check_line(cart: Cart, line: BasketLine, channel: str) -> None:
    """A line goes in only if it could be ordered now, so that a mistake is told where it is made."""
    moment = now()
    channel = guest_channel(channel=channel, service=cart.service)
    overlay = catalog.list_eighty_sixed(venue_id=cart.venue_id, channel=channel)
    price_basket(
        menu=catalog.get_menu(venue_id=cart.venue_id),
        venue=venues.get_venue(venue_id=cart.venue_id),
        service=cart.service,
        lines=[line],
        eighty_sixed=frozenset(entry.item_id for entry in overlay if entry.until is None or entry.until > moment),
        at=moment,
        channel=channel,
    )


def stored(modifiers: Sequence[BasketModifier]) -> list[list[int]]:
    """As JSON, in an order of its own, so that equal choices are equal rows."""
    return sorted(list(astuple(modifier)) for modifier in modifiers)


def touched(cart: Cart, channel: str = "web") -> CartInfo:
    cart.menu_snapshot_id = catalog.get_menu(venue_id=cart.venue_id).snapshot_id
    Cart.objects.filter(pk=cart.pk).update(updated_at=now(), menu_snapshot_id=cart.menu_snapshot_id)
    return cart_info(cart, channel=channel)
