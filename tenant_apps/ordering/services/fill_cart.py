"""Putting things into a cart and changing them."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from tenant_apps.catalog import facade as catalog
from tenant_apps.ordering.contracts import MAX_CART_LINES, MAX_CART_QUANTITY, CartInfo
from tenant_apps.ordering.errors import LineNotFoundError, OrderInvalidError
from tenant_apps.ordering.models import Cart, CartLine
from tenant_apps.ordering.querysets import locked
from tenant_apps.ordering.selectors.carts import cart_info, get_cart_row
from tenant_apps.pricing.contracts import BasketLine, BasketModifier
from tenant_apps.pricing.facade import price_basket
from tenant_apps.venues import facade as venues


def add_to_cart(*, cart_token: str, line: BasketLine, channel: str = "web") -> CartInfo:
    """The same thing chosen again becomes more of it. Raises CartNotFoundError, OrderInvalidError where the cart or the
    line is full, and what price_basket raises."""
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        _check_line(cart, line, channel)
        modifiers = _stored(line.modifiers)
        same = CartLine.objects.filter(
            cart=cart, item_id=line.item_id, size_id=line.size_id, modifiers=modifiers, note=line.note
        )
        twin = locked(same).first()
        if line.quantity + (twin.quantity if twin else 0) > MAX_CART_QUANTITY:
            raise OrderInvalidError(
                _("There is no room for more of it."),
                fields={"quantity": [_("At most %(most)s of the same fit one basket.") % {"most": MAX_CART_QUANTITY}]},
            )
        if twin is None:
            if CartLine.objects.filter(cart=cart).count() >= MAX_CART_LINES:
                raise OrderInvalidError(
                    _("The basket is full."),
                    fields={"lines": [_("At most %(most)s lines fit one basket.") % {"most": MAX_CART_LINES}]},
                )
            CartLine.objects.create(
                cart=cart,
                item_id=line.item_id,
                size_id=line.size_id,
                quantity=line.quantity,
                modifiers=modifiers,
                note=line.note,
            )
        else:
            twin.quantity += line.quantity
            twin.save(update_fields=["quantity"])
        return _touched(cart, channel)


def change_line(
    *,
    cart_token: str,
    line_id: int,
    quantity: int,
    modifiers: Sequence[BasketModifier] | None = None,
    size_id: int | None = None,
    note: str | None = None,
    channel: str = "web",
) -> CartInfo:
    """A quantity of 0 takes the line out; None leaves size, modifiers or note as they are. Raises LineNotFoundError."""
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        line = locked(CartLine.objects.filter(cart=cart, pk=line_id)).first()
        if line is None:
            raise LineNotFoundError(_("That line is not in the cart any more."))
        if quantity <= 0:
            line.delete()
            return _touched(cart, channel)
        line.quantity = min(quantity, MAX_CART_QUANTITY)
        if modifiers is not None:
            line.modifiers = _stored(modifiers)
        if size_id is not None:
            line.size_id = size_id
        if note is not None:
            line.note = note
        if modifiers is not None or size_id is not None:
            chosen = tuple(BasketModifier(*entry) for entry in line.modifiers)
            _check_line(cart, BasketLine(line.item_id, line.size_id, line.quantity, chosen, line.note), channel)
        line.save()
        return _touched(cart, channel)


def remove_line(*, cart_token: str, line_id: int) -> CartInfo:
    """Taking out what is out already is no error. Raises CartNotFoundError."""
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        CartLine.objects.filter(cart=cart, pk=line_id).delete()
        return _touched(cart)


def clear_cart(*, cart_token: str) -> CartInfo:
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        CartLine.objects.filter(cart=cart).delete()
        return _touched(cart)


def take_out_ordered(*, cart_token: str, quantities: Mapping[int, int]) -> None:
    """Of each line (by id) as much as was ordered: what another device put in meanwhile stays. A cart or a line that
    is gone already is no error, and nothing is priced: the order stands, whatever becomes of the basket."""
    with transaction.atomic():
        for line in locked(CartLine.objects.filter(cart__token=cart_token, pk__in=quantities)):
            line.quantity -= quantities[line.pk]
            if line.quantity > 0:
                line.save(update_fields=["quantity"])
            else:
                line.delete()


def set_service(*, cart_token: str, service: str) -> CartInfo:
    """Pickup, delivery or dine-in: prices may follow. Raises OrderInvalidError for one the venue does not offer."""
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        if service not in venues.get_venue(venue_id=cart.venue_id).services:
            raise OrderInvalidError(
                _("This venue does not offer that service."), fields={"service": [_("Choose another one.")]}
            )
        cart.service = service
        cart.save(update_fields=["service"])
        return _touched(cart)


def _check_line(cart: Cart, line: BasketLine, channel: str) -> None:
    """A line goes in only if it could be ordered now, so that a mistake is told where it is made."""
    moment = now()
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


def _stored(modifiers: Sequence[BasketModifier]) -> list[list[int]]:
    """As JSON, in an order of its own, so that equal choices are equal rows."""
    return sorted(list(astuple(modifier)) for modifier in modifiers)


def _touched(cart: Cart, channel: str = "web") -> CartInfo:
    Cart.objects.filter(pk=cart.pk).update(updated_at=now())
    return cart_info(cart, channel=channel)
