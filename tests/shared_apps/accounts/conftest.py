"""Ada signs in at Alfa. At Bravo lives somebody with the same id, address and password: the worst neighbour."""

import pytest
from allauth.account.models import EmailAddress

from shared_apps.accounts.facade import create_user
from shared_apps.accounts.models import User
from tenants.context import use_tenant

PASSWORD = "quattro formaggi al tavolo"


@pytest.fixture
def ada(db, tenant_a) -> int:
    with use_tenant(tenant_a):
        return create_user(email="ada@example.com", password=PASSWORD, name="Ada Rossi", verified=True)


@pytest.fixture
def twin(ada, tenant_b) -> int:
    with use_tenant(tenant_b):
        user = User(pk=ada, email="ada@example.com", name="Ada Bianchi")
        user.set_password(PASSWORD)
        user.save(force_insert=True)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return ada


@pytest.fixture
def sign_in():
    def post(client, email="ada@example.com", password=PASSWORD):
        return client.post(
            "/api/v1/auth/login", {"email": email, "password": password}, content_type="application/json"
        )

    return post


@pytest.fixture
def signed_in_as():
    """The user id a client's session says it is at a tenant; None for a stranger."""

    def look(client, tenant):
        with use_tenant(tenant):
            found = client.session.get("_auth_user_id")
        return int(found) if found else None

    return look
