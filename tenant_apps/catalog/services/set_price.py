"""Change one price."""

from decimal import Decimal

from django.db import transaction

from tenant_apps.catalog.errors import ItemNotFoundError
from tenant_apps.catalog.models import Size
from tenant_apps.catalog.services.checks import Checks


def set_price(*, size_id: int, price: Decimal) -> Size:
    """Raises ItemNotFoundError, ValidationFailedError."""
    checks = Checks()
    checks.price("price", price)
    checks.refuse()
    with transaction.atomic():
        size = Size.objects.select_for_update(no_key=True).order_by("pk").filter(pk=size_id).first()
        if size is None:
            raise ItemNotFoundError()
        size.price = price
        size.save(update_fields=["price"])
    return size
