"""People behind the counter, for tests of staff pages."""

from django.contrib.auth import get_user_model
from django.test import Client

from comanda.kernel.ids import token
from shared_apps.accounts.facade import create_user
from tenant_apps.team.contracts import Role
from tenant_apps.team.models import StaffMember
from tenants.context import TenantRef, use_tenant


def hire(tenant: TenantRef, role: Role = Role.MANAGER, venue_ids: list[int] | None = None, name: str = "Bice") -> int:
    """A member of that tenant's staff; returns the user id."""
    with use_tenant(tenant):
        user_id = create_user(email=f"{token()[:12].lower()}@x.example", password=None, name=name, verified=True)
        StaffMember.objects.create(user_id=user_id, name=name, role=role.value, venue_ids=venue_ids)
    return user_id


def sign_in(client: Client, tenant: TenantRef, user_id: int) -> Client:
    with use_tenant(tenant):
        client.force_login(get_user_model().objects.get(pk=user_id))
    return client


def client_of(tenant: TenantRef, role: Role = Role.MANAGER, venue_ids: list[int] | None = None) -> Client:
    """A browser on the tenant's host, signed in as a new member of its staff."""
    client = Client(headers={"host": tenant.primary_domain})
    return sign_in(client, tenant, hire(tenant, role, venue_ids))
