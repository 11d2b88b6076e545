from django.db import transaction

from shared_apps.accounts.contracts import UserInfo
from shared_apps.accounts.facade import get_user
from tenant_apps.customers.contracts import CustomerInfo
from tenant_apps.customers.models import Customer
from tenant_apps.customers.selectors.customers import as_info, guests_of


def customer_for_user(*, user_id: int) -> CustomerInfo:
    """The customer behind a signed-in person, made when they first do something: looking makes nobody one.

    A guest with the same address becomes them, orders and all, once the address is proved to be theirs.
    """
    customer = Customer.objects.prefetch_related("addresses").filter(user_id=user_id).first()
    if customer is None:
        customer = _welcome(get_user(user_id=user_id))
    return as_info(customer, customer.addresses.all())


def _welcome(user: UserInfo) -> Customer:
    with transaction.atomic():
        guest = guests_of(user).select_for_update().first()
        if guest is not None and not Customer.objects.filter(user_id=user.id).exists():
            guest.user_id = user.id
            guest.name = user.name or guest.name
            guest.save(update_fields=["user", "name"])
            return guest
        customer, _ = Customer.objects.get_or_create(
            user_id=user.id, defaults={"name": user.name, "email": user.email, "language": user.language}
        )
        return customer
