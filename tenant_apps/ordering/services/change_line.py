from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tenant_apps.ordering.contracts import MAX_CART_QUANTITY, CartInfo
from tenant_apps.ordering.errors import LineNotFoundError
from tenant_apps.ordering.models import CartLine
from tenant_apps.ordering.querysets import locked
from tenant_apps.ordering.selectors.carts import get_cart_row
from tenant_apps.ordering.services.cart_lines import check_line, stored, touched
from tenant_apps.pricing.contracts import BasketLine, BasketModifier


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
            return touched(cart, channel)
        line.quantity = min(quantity, MAX_CART_QUANTITY)
        if modifiers is not None:
            line.modifiers = stored(modifiers)
        if size_id is not None:
            line.size_id = size_id
        if note is not None:
            line.note = note
        if modifiers is not None or size_id is not None:
            chosen = tuple(BasketModifier(*entry) for entry in line.modifiers)
            check_line(cart, BasketLine(line.item_id, line.size_id, line.quantity, chosen, line.note), channel)
        line.save()
        return touched(cart, channel)
