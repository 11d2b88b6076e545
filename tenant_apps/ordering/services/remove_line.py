from django.db import transaction

from tenant_apps.ordering.contracts import CartInfo
from tenant_apps.ordering.models import CartLine
from tenant_apps.ordering.selectors.carts import get_cart_row
from tenant_apps.ordering.services.cart_lines import touched


def remove_line(*, cart_token: str, line_id: int, channel: str = "web") -> CartInfo:
    """Taking out what is out already is no error. Raises CartNotFoundError."""
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        CartLine.objects.filter(cart=cart, pk=line_id).delete()
        return touched(cart, channel)
