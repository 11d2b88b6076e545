"""Guests and registered customers, with the same people at a second tenant."""

import pytest

from comanda.kernel.errors import ConflictError, ValidationFailedError
from shared_apps.accounts.facade import create_user
from tenant_apps.customers.errors import AddressNotFoundError, CustomerNotFoundError, UnknownGuestError
from tenant_apps.customers.facade import (
    change_profile,
    customer_for_user,
    delete_address,
    get_customer,
    list_addresses,
    remember_guest,
    save_address,
    search_customers,
)
from tenant_apps.customers.models import Customer
from tenants.context import use_tenant

PASSWORD = "quattro formaggi al tavolo"


def guest(email="bea@example.com", phone="", name="Bea"):
    return remember_guest(name=name, email=email, phone=phone, language="it")


def test_a_guest_is_remembered_in_one_statement(as_tenant_a, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = guest("Bea@Example.com", "02 123 456")
    with django_assert_num_queries(1):
        second = guest(" bea@example.com ")
    assert first == second
    info = get_customer(customer_id=first)
    assert (info.email, info.phone, info.user_id) == ("bea@example.com", "02123456", None)


def test_what_is_known_is_not_overwritten_by_whoever_types_the_address(as_tenant_a):
    known = guest("bea@example.com", "02123456", "Bea")
    assert guest("bea@example.com", "999999", "Eve") == known
    assert (get_customer(customer_id=known).name, get_customer(customer_id=known).phone) == ("Bea", "02123456")


def test_gaps_are_filled(as_tenant_a):
    known = guest("bea@example.com", "", "")
    guest("bea@example.com", "02123456", "Bea")
    assert get_customer(customer_id=known).phone == "02123456"
    assert get_customer(customer_id=known).name == "Bea"


@pytest.mark.parametrize("spelling", ["+39 02 123-456", "0039 02 123456", "+3902123456"])
def test_without_an_address_the_number_knows_them(as_tenant_a, spelling):
    assert guest("", "+39 (02) 123456") == guest("", spelling)


def test_nobody_is_remembered_by_nothing(as_tenant_a):
    with pytest.raises(UnknownGuestError):
        guest("", "  ")
    assert Customer.objects.count() == 0


def test_a_guest_becomes_the_registered_customer_when_the_address_is_proved(as_tenant_a):
    known = guest()
    user_id = create_user(email="bea@example.com", password=PASSWORD, name="Bea Verdi", verified=True)
    info = customer_for_user(user_id=user_id)
    assert info.id == known
    assert info.user_id == user_id
    assert info.name == "Bea Verdi"
    assert customer_for_user(user_id=user_id).id == known
    # A later guest with the address is somebody who did not sign in.
    assert guest() != known


def test_an_unproved_address_takes_nobodys_past(as_tenant_a):
    known = guest()
    user_id = create_user(email="bea@example.com", password=PASSWORD, name="Eve", verified=False)
    info = customer_for_user(user_id=user_id)
    assert info.id != known
    assert get_customer(customer_id=known).user_id is None


def test_searching_finds_names_addresses_and_numbers(as_tenant_a, django_assert_num_queries):
    guest("bea@example.com", "+39 02 123 456", "Bea Verdi")
    guest("carlo@example.com", "", "Carlo")
    for text in ("verdi", "BEA@", "123 456"):
        with django_assert_num_queries(1):
            assert [found.name for found in search_customers(text=text)] == ["Bea Verdi"]
    assert len(search_customers(text="")) == 2
    assert search_customers(text="%") == ()


def test_tenants_do_not_share_customers(tenant_a, tenant_b, db):
    with use_tenant(tenant_a):
        at_a = guest()
    with use_tenant(tenant_b):
        assert search_customers(text="bea") == ()
        Customer.objects.filter(pk=at_a).delete()
        with pytest.raises(CustomerNotFoundError):
            get_customer(customer_id=at_a)


def address(customer_id, street="Via Solferino 12", **extra):
    return save_address(customer_id=customer_id, street=street, city="Milano", **extra)


def test_the_first_address_is_the_default_and_there_is_one_default(as_tenant_a):
    bea = guest()
    first = address(bea)
    second = address(bea, "Corso Como 1", is_default=True)
    assert first.is_default
    assert [(row.id, row.is_default) for row in list_addresses(customer_id=bea)] == [
        (second.id, True),
        (first.id, False),
    ]
    delete_address(customer_id=bea, address_id=second.id)
    assert [(row.id, row.is_default) for row in list_addresses(customer_id=bea)] == [(first.id, True)]


def test_somebody_elses_address_is_not_there(as_tenant_a):
    bea, eve = guest(), guest("eve@example.com")
    hers = address(bea)
    with pytest.raises(AddressNotFoundError):
        address(eve, "Elsewhere 1", address_id=hers.id)
    with pytest.raises(AddressNotFoundError):
        delete_address(customer_id=eve, address_id=hers.id)
    assert [row.street for row in list_addresses(customer_id=bea)] == ["Via Solferino 12"]


def test_an_address_needs_a_street_and_a_book_has_an_end(as_tenant_a):
    bea = guest()
    with pytest.raises(ValidationFailedError) as refusal:
        address(bea, " ")
    assert set(refusal.value.fields) == {"street"}
    for number in range(20):
        address(bea, f"Via {number}")
    with pytest.raises(ConflictError):
        address(bea, "One more")
    assert len(list_addresses(customer_id=bea)) == 20


def test_a_profile_needs_a_name_and_a_number_that_can_be_dialled(as_tenant_a):
    bea = guest()
    with pytest.raises(ValidationFailedError) as refusal:
        change_profile(customer_id=bea, name=" ", phone="12", language="it")
    assert set(refusal.value.fields) == {"name", "phone"}
    assert get_customer(customer_id=bea).name == "Bea"
    assert change_profile(customer_id=bea, name="Bea  Verdi", phone="", language="en").name == "Bea Verdi"
