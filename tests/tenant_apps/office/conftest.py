"""Olga owns Alfa, which has one venue; whoever else is needed is hired on the spot."""

import pytest
from django.contrib.auth import get_user_model

from shared_apps.accounts.facade import create_user
from tenant_apps.team.models import StaffMember
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue
from tenants.context import use_tenant

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def brera(db, tenant_a):
    with use_tenant(tenant_a):
        return open_venue(new=NewVenue(name="Brera", city="Milano"))


@pytest.fixture
def staff():
    """Hire somebody and sign the client in as them; returns the user id."""

    def hire(client, tenant, role="owner", venue_ids=None):
        with use_tenant(tenant):
            email = f"{role}@example.com"
            user_id = create_user(email=email, password="quattro formaggi", name=role.title(), verified=True)
            StaffMember.objects.create(user_id=user_id, name=role.title(), role=role, venue_ids=venue_ids)
            client.force_login(get_user_model().objects.get(pk=user_id), backend=BACKEND)
        return user_id

    return hire
