"""Reading the control plane."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tenants.context import TenantRef
from tenants.contracts import ChainInfo, DomainInfo, TenantStatus
from tenants.errors import UnknownTenantError
from tenants.models import Chain, Domain, Tenant
from tenants.resolution import clean_host


def living() -> QuerySet[Tenant]:
    """Tenants that have a schema, by id, with their domains."""
    found: QuerySet[Tenant] = Tenant.objects.exclude(status=TenantStatus.ERASED.value)
    return found.prefetch_related("domains").order_by("pk")


def list_tenants(
    *, chain_id: int | None = None, owner_id: int | None = None, statuses: Iterable[str] | None = None
) -> list[TenantRef]:
    """`owner_id`: the chain owner's user on the platform."""
    found = living()
    if chain_id is not None:
        found = found.filter(chain_id=chain_id)
    if owner_id is not None:
        found = found.filter(chain__owner_id=owner_id)
    if statuses is not None:
        found = found.filter(status__in=list(statuses))
    return [tenant.ref for tenant in found]


def find_tenant_by(
    *, tenant_id: int | None = None, slug: str | None = None, schema: str | None = None
) -> TenantRef | None:
    """By exactly one of the three."""
    wanted = {"pk": tenant_id, "slug": slug, "schema_name": schema}
    given = {name: value for name, value in wanted.items() if value is not None}
    if len(given) != 1:
        raise ValueError("name a tenant by one thing: tenant_id, slug or schema")
    tenant = living().filter(**given).first()
    return None if tenant is None else tenant.ref


def get_tenant(*, tenant_id: int | None = None, slug: str | None = None, schema: str | None = None) -> TenantRef:
    """Raises UnknownTenantError; an erased tenant is unknown."""
    ref = find_tenant_by(tenant_id=tenant_id, slug=slug, schema=schema)
    if ref is None:
        raise UnknownTenantError(_("There is no such tenant."))
    return ref


def get_chain(*, chain_id: int) -> ChainInfo:
    chain = Chain.objects.filter(pk=chain_id).first()
    if chain is None:
        raise UnknownTenantError(_("There is no such chain."))
    return ChainInfo(id=chain.pk, name=chain.name, owner_id=chain.owner_id)


def list_domains(*, tenant_id: int) -> list[DomainInfo]:
    """The primary one first."""
    return [domain_info(domain) for domain in Domain.objects.filter(tenant=tenant_id).order_by("-is_primary", "domain")]


def find_domain(*, host: str) -> DomainInfo | None:
    domain = Domain.objects.filter(domain=clean_host(host)).first()
    return None if domain is None else domain_info(domain)


def domain_info(domain: Domain) -> DomainInfo:
    return DomainInfo(
        id=domain.pk,
        host=domain.domain,
        kind=domain.kind,
        is_primary=domain.is_primary,
        is_verified=domain.is_verified,
        verification_token=domain.verification_token,
    )
