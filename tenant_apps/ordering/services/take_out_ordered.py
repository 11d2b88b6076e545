from collections.abc import Mapping

from django.db import transaction

from tenant_apps.ordering.models import CartLine
from tenant_apps.ordering.querysets import locked


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
