"""The front door of the engine: typed functions over ids and frozen dataclasses.

The context itself (`use_tenant`, `current_tenant`) is in `tenants.context`; announcements in `tenants.broadcast`.
"""

from tenants.context import TenantRef, platform_ref, use_platform
from tenants.contracts import SERVED, ChainInfo, DomainInfo, DomainKind, NewTenant, TenantKind, TenantStatus
from tenants.lifecycle.change_status import change_status
from tenants.lifecycle.domains import add_domain, make_primary, remove_domain, verify_domain
from tenants.lifecycle.erase import erase_tenant, register_farewell
from tenants.provisioning.create_tenant import create_tenant
from tenants.resolution import Place, resolve_host
from tenants.schema.migrations import is_migrated
from tenants.selectors import find_domain, find_tenant_by, get_chain, get_tenant, list_domains, list_tenants
from tenants.subdomains import check_slug, check_subdomain, subdomain_host

__all__ = [
    "SERVED",
    "ChainInfo",
    "DomainInfo",
    "DomainKind",
    "NewTenant",
    "Place",
    "TenantKind",
    "TenantRef",
    "TenantStatus",
    "add_domain",
    "change_status",
    "check_slug",
    "check_subdomain",
    "control_is_migrated",
    "create_tenant",
    "erase_tenant",
    "find_domain",
    "find_tenant_by",
    "get_chain",
    "get_tenant",
    "list_domains",
    "list_tenants",
    "make_primary",
    "platform_ref",
    "register_farewell",
    "remove_domain",
    "resolve_host",
    "resume_tenant",
    "subdomain_host",
    "suspend_tenant",
    "verify_domain",
]


def suspend_tenant(*, tenant_id: int) -> TenantRef:
    """From now on its hosts answer 503. Raises TransitionRefusedError where it is not running."""
    return change_status(tenant_id=tenant_id, verb="suspend")


def resume_tenant(*, tenant_id: int) -> TenantRef:
    return change_status(tenant_id=tenant_id, verb="resume")


def control_is_migrated() -> bool:
    """Whether the public schema is where this process's code expects it."""
    with use_platform():
        return is_migrated()
