from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.ordering.contracts import MAX_CART_LINES, MAX_CART_QUANTITY, CartInfo
from tenant_apps.ordering.errors import OrderInvalidError
from tenant_apps.ordering.models import CartLine
from tenant_apps.ordering.querysets import locked
from tenant_apps.ordering.selectors.carts import get_cart_row
from tenant_apps.ordering.services.cart_lines import check_line, stored, touched
from tenant_apps.pricing.contracts import BasketLine


def add_to_cart(*, cart_token: str, line: BasketLine, channel: str = "web") -> CartInfo:
    """The same thing chosen again becomes more of it. Raises CartNotFoundError, OrderInvalidError where the cart or the
    line is full, and what price_basket raises."""
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        check_line(cart, line, channel)
        modifiers = stored(line.modifiers)
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
        return touched(cart, channel)
