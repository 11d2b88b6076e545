"""Suspend, resume and archive: a row, and every process knows within milliseconds."""

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.machines import Machine
from tenants.context import CONTROL_ALIAS, TenantRef
from tenants.errors import UnknownTenantError
from tenants.models import Tenant
from tenants.resolution import announce_map_change

LIFECYCLE = Machine(
    "tenant",
    transitions={
        "activate": {"trial": "active", "past_due": "active"},
        "fall_behind": {"active": "past_due"},
        "suspend": {"trial": "suspended", "active": "suspended", "past_due": "suspended"},
        "archive": {"trial": "archived", "active": "archived", "past_due": "archived", "suspended": "archived"},
        "resume": {"suspended": "active", "archived": "active"},
    },
)


def change_status(*, tenant_id: int, verb: str) -> TenantRef:
    """Move the tenant on. Raises UnknownTenantError, TransitionRefusedError where the verb doesn't fit."""
    with transaction.atomic(using=CONTROL_ALIAS):
        tenant: Tenant | None = Tenant.objects.select_for_update().filter(pk=tenant_id).first()
        if tenant is None:
            raise UnknownTenantError(_("There is no such tenant."))
        tenant.status = LIFECYCLE.target(tenant.status, verb)
        tenant.save(update_fields=["status"])
        transaction.on_commit(lambda: announce_map_change(tenant_id), using=CONTROL_ALIAS)
    ref: TenantRef = tenant.ref
    return ref
