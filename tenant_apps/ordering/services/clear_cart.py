from django.db import transaction

from tenant_apps.ordering.contracts import CartInfo
from tenant_apps.ordering.models import CartLine
from tenant_apps.ordering.selectors.carts import get_cart_row
from tenant_apps.ordering.services.cart_lines import touched


def clear_cart(*, cart_token: str, channel: str = "web") -> CartInfo:
    with transaction.atomic():
        cart = get_cart_row(token=cart_token)
        CartLine.objects.filter(cart=cart).delete()
        return touched(cart, channel)
