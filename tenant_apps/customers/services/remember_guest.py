from django.db import connection

from tenant_apps.customers.errors import UnknownGuestError
from tenant_apps.customers.selectors.normalise import clean_email, clean_phone

_BY_EMAIL = """
    INSERT INTO customers_customer (name, email, phone, language) VALUES (%s, %s, %s, %s)
    ON CONFLICT (email) WHERE user_id IS NULL AND NOT (email = '') DO UPDATE SET
        name = coalesce(nullif(customers_customer.name, ''), excluded.name),
        phone = coalesce(nullif(customers_customer.phone, ''), excluded.phone)
    RETURNING id
"""
_BY_PHONE = """
    INSERT INTO customers_customer (name, email, phone, language) VALUES (%s, %s, %s, %s)
    ON CONFLICT (phone) WHERE user_id IS NULL AND email = '' AND NOT (phone = '') DO UPDATE SET
        name = coalesce(nullif(customers_customer.name, ''), excluded.name)
    RETURNING id
"""


def remember_guest(*, name: str, email: str, phone: str, language: str) -> int:
    """The id of the guest with this e-mail address, or with this phone number where there is no address. One statement.

    What is already known of a guest is not overwritten: anybody can type anybody's address. A registered customer with
    the same address is somebody else until they have proved that the address is theirs.
    Raises UnknownGuestError where neither is given: there is nothing to know them by.
    """
    address, number = clean_email(email), clean_phone(phone)
    if not address and not number:
        raise UnknownGuestError
    with connection.cursor() as cursor:
        cursor.execute(_BY_EMAIL if address else _BY_PHONE, [name.strip()[:120], address, number, language[:10]])
        return int(cursor.fetchone()[0])
