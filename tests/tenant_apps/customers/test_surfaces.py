"""The customer's pages and API, and the staff's list."""

import pytest
from django.contrib.auth import get_user_model

from shared_apps.accounts.facade import create_user
from tenant_apps.customers.facade import (
    customer_for_user,
    list_addresses,
    remember_guest,
    save_address,
    search_customers,
)
from tenant_apps.team.models import StaffMember
from tenants.context import use_tenant

PASSWORD = "quattro formaggi al tavolo"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOME = {"street": "Via Solferino 12", "city": "Milano", "postcode": "20121"}


def person(client, tenant, email, role=""):
    with use_tenant(tenant):
        user_id = create_user(email=email, password=PASSWORD, name=email.split("@")[0], verified=True)
        if role:
            StaffMember.objects.create(user_id=user_id, name="Staff", role=role)
        client.force_login(get_user_model().objects.get(pk=user_id), backend=BACKEND)
        return user_id


def token(client, email="bea@example.com"):
    response = client.post(
        "/api/v1/auth/login", {"email": email, "password": PASSWORD}, content_type="application/json"
    )
    return {"authorization": f"Bearer {response.json()['meta']['access_token']}"}


@pytest.fixture
def bea(db, tenant_a):
    with use_tenant(tenant_a):
        return create_user(email="bea@example.com", password=PASSWORD, name="Bea", verified=True)


def test_strangers_are_sent_to_sign_in(client_a):
    for path in ("/me/", "/me/profile/", "/me/addresses/new/"):
        response = client_a.get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/")
    assert client_a.get("/api/v1/me/").status_code == 401
    assert client_a.get("/api/v1/me/")["Content-Type"] == "application/problem+json"


def test_a_customer_keeps_their_book_on_pages(client_a, tenant_a):
    user_id = person(client_a, tenant_a, "bea@example.com")
    assert client_a.get("/me/").status_code == 200
    assert client_a.post("/me/addresses/new/", HOME).status_code == 302
    assert client_a.post("/me/addresses/new/", HOME | {"street": ""}).status_code == 422
    assert client_a.post("/me/profile/", {"name": "Bea Verdi", "phone": "12", "language": "it"}).status_code == 422
    assert client_a.post("/me/profile/", {"name": "Bea Verdi", "phone": "", "language": "it"}).status_code == 302
    page = client_a.get("/me/").content.decode()
    assert "Bea Verdi" in page
    assert "Via Solferino 12" in page
    with use_tenant(tenant_a):
        customer = customer_for_user(user_id=user_id)
    [row] = customer.addresses
    assert client_a.post(f"/me/addresses/{row.id}/removal/").status_code == 302
    with use_tenant(tenant_a):
        assert list_addresses(customer_id=customer.id) == ()


@pytest.mark.parametrize("role", ["", "owner"])
def test_looking_makes_nobody_a_customer(client_a, tenant_a, tenant_b, role):
    with use_tenant(tenant_b):
        remember_guest(name="Ada", email="ada@example.com", phone="", language="en")
    user_id = person(client_a, tenant_a, "ada@example.com", role)
    auth = token(client_a, "ada@example.com")
    for path in ("/me/", "/me/profile/", "/me/addresses/new/"):
        assert client_a.get(path).status_code == 200
    assert client_a.get("/me/addresses/1/").status_code == 404
    told = client_a.get("/api/v1/me/", headers=auth).json()
    assert (told["id"], told["name"], told["addresses"]) == (0, "ada", [])
    assert client_a.get("/api/v1/me/addresses/", headers=auth).json() == []
    with use_tenant(tenant_a):
        assert search_customers(text="") == ()
    assert client_a.post("/me/addresses/new/", HOME).status_code == 302
    with use_tenant(tenant_a):
        assert [found.user_id for found in search_customers(text="")] == [user_id]
    with use_tenant(tenant_b):
        assert [found.user_id for found in search_customers(text="")] == [None]


def test_a_guest_who_proved_to_be_them_sees_their_book_and_keeps_it(client_a, tenant_a):
    with use_tenant(tenant_a):
        known = remember_guest(name="B. Verdi", email="bea@example.com", phone="+39 02 123456", language="it")
        save_address(customer_id=known, **HOME)
    user_id = person(client_a, tenant_a, "bea@example.com")
    assert "Via Solferino 12" in client_a.get("/me/").content.decode()
    with use_tenant(tenant_a):
        assert [found.user_id for found in search_customers(text="")] == [None]
    assert client_a.post("/me/profile/", {"name": "Bea", "phone": "", "language": "it"}).status_code == 302
    with use_tenant(tenant_a):
        assert [(found.id, found.user_id) for found in search_customers(text="")] == [(known, user_id)]


def test_the_api_keeps_the_same_book(client_a, tenant_a, bea):
    auth = token(client_a)
    assert client_a.get("/api/v1/me/", headers=auth).json()["email"] == "bea@example.com"
    made = client_a.post("/api/v1/me/addresses/", HOME, content_type="application/json", headers=auth)
    assert made.status_code == 201
    path = f"/api/v1/me/addresses/{made.json()['id']}/"
    changed = client_a.put(path, HOME | {"label": "Home"}, content_type="application/json", headers=auth)
    assert changed.json()["label"] == "Home"
    bad = client_a.post("/api/v1/me/addresses/", {"city": "Milano"}, content_type="application/json", headers=auth)
    assert bad.status_code == 400
    assert bad.json()["fields"] == {"street": ["This is needed."]}
    for refused in (
        client_a.post("/api/v1/me/addresses/", HOME | {"floor": 2}, content_type="application/json", headers=auth),
        client_a.put(path, HOME | {"latitude": "91"}, content_type="application/json", headers=auth),
        client_a.patch("/api/v1/me/", {"email": "new@example.com"}, content_type="application/json", headers=auth),
    ):
        assert (refused.status_code, len(refused.json()["fields"])) == (400, 1), refused.json()
    renamed = client_a.patch("/api/v1/me/", {"name": "Bea V"}, content_type="application/json", headers=auth)
    assert renamed.json()["name"] == "Bea V"
    assert client_a.delete(path, headers=auth).status_code == 204
    assert client_a.get(path, headers=auth).status_code == 404


def test_another_customers_address_is_a_404_and_stays(client_a, tenant_a, bea):
    with use_tenant(tenant_a):
        other = remember_guest(name="Eve", email="eve@example.com", phone="", language="en")
        hers = save_address(customer_id=other, **HOME)
    auth = token(client_a)
    path = f"/api/v1/me/addresses/{hers.id}/"
    assert client_a.get(path, headers=auth).status_code == 404
    assert client_a.put(path, HOME, content_type="application/json", headers=auth).status_code == 404
    assert client_a.delete(path, headers=auth).status_code == 404
    with use_tenant(tenant_a):
        assert [row.id for row in list_addresses(customer_id=other)] == [hers.id]


def test_a_token_opens_no_book_at_another_tenant(client_a, client_b, bea):
    auth = token(client_a)
    assert client_b.get("/api/v1/me/", headers=auth).status_code == 401
    refused = client_b.post("/api/v1/me/addresses/", HOME, content_type="application/json", headers=auth)
    assert refused.status_code == 401


def test_staff_find_customers_and_others_do_not(client_a, tenant_a, tenant_b):
    with use_tenant(tenant_b):
        remember_guest(name="Bravo's guest", email="guest@bravo.example", phone="", language="en")
    with use_tenant(tenant_a):
        known = remember_guest(name="Carlo Bo", email="carlo@example.com", phone="", language="it")
    person(client_a, tenant_a, "cleo@example.com", "cashier")
    page = client_a.get("/office/customers/", {"q": "carlo"}).content.decode()
    assert "Carlo Bo" in page
    assert "Bravo" not in client_a.get("/office/customers/").content.decode()
    rows = client_a.get("/office/customers/", {"q": "nobody"}, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in rows
    assert client_a.get(f"/office/customers/{known}/").status_code == 200
    assert client_a.get("/office/customers/99999999/").status_code == 404


@pytest.mark.parametrize("role", ["", "kitchen", "driver"])
def test_who_may_not_see_customers_sees_none(client_a, tenant_a, role):
    person(client_a, tenant_a, "kim@example.com", role)
    assert client_a.get("/office/customers/").status_code == 403
