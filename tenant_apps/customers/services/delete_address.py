from django.db import transaction

from tenant_apps.customers.errors import AddressNotFoundError
from tenant_apps.customers.models import Address, Customer


def delete_address(*, customer_id: int, address_id: int) -> None:
    """Take one of the customer's own addresses out of the book; the oldest one left becomes the default."""
    with transaction.atomic():
        Customer.objects.select_for_update().get(pk=customer_id)
        own = Address.objects.filter(customer_id=customer_id).order_by("pk")
        row = own.filter(pk=address_id).first()
        if row is None:
            raise AddressNotFoundError
        row.delete()
        if row.is_default and (heir := own.first()):
            heir.is_default = True
            heir.save(update_fields=["is_default"])
