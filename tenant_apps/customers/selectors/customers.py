from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q, QuerySet

from shared_apps.accounts.contracts import UserInfo
from shared_apps.accounts.facade import get_user
from tenant_apps.customers.contracts import CustomerInfo, SavedAddress
from tenant_apps.customers.errors import AddressNotFoundError, CustomerNotFoundError
from tenant_apps.customers.models import Address, Customer
from tenant_apps.customers.selectors.normalise import clean_phone


def get_customer(*, customer_id: int) -> CustomerInfo:
    """With addresses: two queries."""
    customer = Customer.objects.prefetch_related("addresses").filter(pk=customer_id).first()
    if customer is None:
        raise CustomerNotFoundError
    return as_info(customer, customer.addresses.all())


def find_customer_of(*, user_id: int) -> CustomerInfo | None:
    """The customer behind a signed-in person, with addresses; None where they only looked around."""
    customer = Customer.objects.prefetch_related("addresses").filter(user_id=user_id).first()
    return as_info(customer, customer.addresses.all()) if customer else None


def describe_customer_of(*, user_id: int) -> CustomerInfo:
    """The customer behind a signed-in person as `customer_for_user` would find them, for pages that only look.

    The guest who proved to be them already is; id 0 where nobody is known yet, as with staff who just look around.
    """
    found = find_customer_of(user_id=user_id)
    if found is not None:
        return found
    user = get_user(user_id=user_id)
    guest = guests_of(user).prefetch_related("addresses").first()
    if guest is not None:
        return replace(as_info(guest, guest.addresses.all()), user_id=user.id, name=user.name or guest.name)
    return CustomerInfo(id=0, user_id=user.id, name=user.name, email=user.email, phone="", language=user.language)


def guests_of(user: UserInfo) -> QuerySet[Customer]:
    """Who ordered as a guest by this person's address, once it is proved to be theirs."""
    guests = Customer.objects.filter(user=None, email=user.email).order_by("pk")
    return guests if user.email_verified else guests.none()


def search_customers(*, text: str, limit: int = 20, before: int | None = None) -> tuple[CustomerInfo, ...]:
    """Newest first; without text, everybody. Finds parts of names and addresses, and phone numbers however spaced."""
    found = Customer.objects.order_by("-id")
    if wanted := text.strip():
        match = Q(name__icontains=wanted) | Q(email__icontains=wanted)
        if len(number := clean_phone(wanted)) >= 3:
            match |= Q(phone__contains=number)
        found = found.filter(match)
    if before is not None:
        found = found.filter(pk__lt=before)
    return tuple(as_info(customer) for customer in found[:limit])


def list_addresses(*, customer_id: int) -> tuple[SavedAddress, ...]:
    return tuple(as_address(row) for row in Address.objects.filter(customer_id=customer_id))


def get_address(*, customer_id: int, address_id: int) -> SavedAddress:
    """One of this customer's own addresses; somebody else's is not there."""
    row = Address.objects.filter(customer_id=customer_id, pk=address_id).first()
    if row is None:
        raise AddressNotFoundError
    return as_address(row)


def as_info(customer: Customer, addresses: Iterable[Address] = ()) -> CustomerInfo:
    return CustomerInfo(
        id=customer.pk,
        user_id=customer.user_id,
        name=customer.name,
        email=customer.email,
        phone=customer.phone,
        language=customer.language,
        addresses=tuple(as_address(row) for row in addresses),
    )


def as_address(row: Address) -> SavedAddress:
    return SavedAddress(
        id=row.pk,
        label=row.label,
        street=row.street,
        city=row.city,
        postcode=row.postcode,
        details=row.details,
        latitude=row.latitude,
        longitude=row.longitude,
        is_default=row.is_default,
    )
