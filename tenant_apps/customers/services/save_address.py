from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ConflictError, ValidationFailedError
from tenant_apps.customers.contracts import SavedAddress
from tenant_apps.customers.errors import AddressNotFoundError
from tenant_apps.customers.models import Address, Customer
from tenant_apps.customers.selectors.customers import as_address

MAX_ADDRESSES = 20


def save_address(
    *,
    customer_id: int,
    street: str,
    city: str,
    postcode: str = "",
    label: str = "",
    details: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    is_default: bool = False,
    address_id: int | None = None,
) -> SavedAddress:
    """Add an address to the customer's book, or change one of theirs. The first one is the default.

    Raises ValidationFailedError (street, city), AddressNotFoundError, ConflictError where the book is full.
    """
    values = {"label": label, "street": street, "city": city, "postcode": postcode, "details": details}
    values = {name: " ".join(text.split()) for name, text in values.items()}
    missing = {name: [_("This field is required.")] for name in ("street", "city") if not values[name]}
    if missing:
        raise ValidationFailedError(_("The address is not complete."), fields=missing)
    with transaction.atomic():
        # The customer's row is the lock: two saves at once agree on the default.
        Customer.objects.select_for_update().get(pk=customer_id)
        own = Address.objects.filter(customer_id=customer_id)
        row = own.filter(pk=address_id).first() if address_id else Address(customer_id=customer_id)
        if row is None:
            raise AddressNotFoundError
        if row.pk is None and own.count() >= MAX_ADDRESSES:
            raise ConflictError(_("Your address book is full."), remedy=_("Delete an address you no longer use."))
        row.is_default = is_default or row.is_default or not own.exists()
        if row.is_default:
            own.exclude(pk=row.pk).filter(is_default=True).update(is_default=False)
        for name, text in values.items():
            setattr(row, name, text)
        row.latitude, row.longitude = latitude, longitude
        row.save()
    return as_address(row)
