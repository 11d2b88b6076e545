"""Olga owns Alfa, Otto owns Bravo; both run their teams in the same room."""

import pytest
from django.contrib.auth import get_user_model

from shared_apps.accounts.facade import create_user
from shared_apps.audit.contracts import Actor
from tenant_apps.team.facade import appoint_owner
from tenant_apps.team.models import StaffMember
from tenants.context import use_tenant

PASSWORD = "quattro formaggi al tavolo"


def hire(email, name="Somebody", role="owner", venue_ids=None):
    """A member of the current tenant's team; returns their user id."""
    user_id = create_user(email=email, password=PASSWORD, name=name, verified=True)
    if role == "owner":
        appoint_owner(user_id=user_id, name=name)
    else:
        StaffMember.objects.create(user_id=user_id, name=name, role=role, venue_ids=venue_ids)
    return user_id


@pytest.fixture
def olga(db, tenant_a) -> Actor:
    with use_tenant(tenant_a):
        return Actor(user_id=hire("olga@example.com", "Olga Neri"), label="olga@example.com")


@pytest.fixture
def otto(db, tenant_b) -> Actor:
    with use_tenant(tenant_b):
        return Actor(user_id=hire("otto@example.com", "Otto Grant"), label="otto@example.com")


@pytest.fixture
def enter():
    """Sign a client in at a tenant without a password."""

    def sign_in(client, tenant, user_id):
        with use_tenant(tenant):
            user = get_user_model().objects.get(pk=user_id)
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
