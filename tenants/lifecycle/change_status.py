"""Suspend, resume and archive: a row, and every process knows within milliseconds.

Resumed, a tenant is what it was before: a trial goes on, a bill is still due. `erasing` has no way back.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.machines import Machine
from tenants.context import CONTROL_ALIAS, TenantRef
from tenants.contracts import SERVED
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
        before, after = tenant.status, LIFECYCLE.target(tenant.status, verb)
        if verb == "resume":
            tenant.status, tenant.resumes_as = tenant.resumes_as or after, ""
        else:
            tenant.status = after
            if before in SERVED and after not in SERVED:
                tenant.resumes_as = before
        tenant.save(update_fields=["status", "resumes_as"])
        transaction.on_commit(lambda: announce_map_change(tenant_id), using=CONTROL_ALIAS)
    ref: TenantRef = tenant.ref
    return ref
