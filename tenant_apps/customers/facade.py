"""What other rooms may ask about customers."""

from tenant_apps.customers.selectors.customers import (
    describe_customer_of,
    find_customer_of,
    get_address,
    get_customer,
    list_addresses,
    search_customers,
)
from tenant_apps.customers.services.change_profile import change_profile
from tenant_apps.customers.services.customer_for_user import customer_for_user
from tenant_apps.customers.services.delete_address import delete_address
from tenant_apps.customers.services.remember_guest import remember_guest
from tenant_apps.customers.services.save_address import save_address

__all__ = [
    "change_profile",
    "customer_for_user",
    "delete_address",
    "describe_customer_of",
    "find_customer_of",
    "get_address",
    "get_customer",
    "list_addresses",
    "remember_guest",
    "save_address",
    "search_customers",
]
