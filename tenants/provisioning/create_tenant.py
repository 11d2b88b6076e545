"""A tenant is born in one statement on the control database: claim a spare schema, add its rows.

The schema was committed before; so at whatever statement the machine dies there is either no tenant or a ready one.
"""

from collections.abc import Callable
from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError
from tenants.context import CONTROL_ALIAS, DEFAULT_SHARD, TenantRef
from tenants.contracts import DomainKind, NewTenant
from tenants.models import Chain, Domain, Tenant
from tenants.provisioning.claim import claim_spare
from tenants.provisioning.make_schema import make_spare
from tenants.resolution import announce_map_change
from tenants.subdomains import check_slug, subdomain_host, taken

Step = Callable[[str], None]


def create_tenant(new: NewTenant, *, shard: str = DEFAULT_SHARD, on_step: Step | None = None) -> TenantRef:
    """Make the tenant, its chain where none is given, and its subdomain; returns a ref whose schema is ready to use.

    `on_step` hears "checked", "schema" and "ready" as they happen. Raises SubdomainRefusedError, SubdomainTakenError,
    ValidationFailedError; then nothing has changed.
    """
    tell = on_step or (lambda _step: None)
    _check(new)
    slug = check_slug(new.slug)
    tell("checked")
    tenant, chain, domain = _rows(new, slug=slug, shard=shard)
    try:
        while not claim_spare(chain=chain, tenant=tenant, domain=domain):
            make_spare(shard=shard)
    except IntegrityError as error:
        raise taken(slug) from error  # somebody was faster between the check and the insert
    tell("schema")
    transaction.on_commit(lambda: announce_map_change(tenant.pk), using=CONTROL_ALIAS)
    tell("ready")
    return tenant.ref_for(domain.domain)


def _rows(new: NewTenant, *, slug: str, shard: str) -> tuple[Tenant, Chain, Domain]:
    chain = Chain(pk=new.chain_id, name=new.chain_name or new.name, owner_id=new.owner_id)
    tenant = Tenant(
        shard=shard,
        name=new.name.strip(),
        slug=slug,
        kind=new.kind.value,
        status=new.status.value,
        plan=new.plan,
        country=new.country,
        currency=new.currency,
        timezone=new.timezone,
        languages=list(new.languages),
    )
    domain = Domain(domain=subdomain_host(slug), kind=DomainKind.SUBDOMAIN.value, is_primary=True, is_verified=True)
    return tenant, chain, domain


@cache
def _timezones() -> frozenset[str]:
    """Reading them walks hundreds of files: 10 ms, once."""
    return frozenset(available_timezones())


@cache
def _countries() -> frozenset[str]:
    """Without continents (numbers) and the code for nowhere."""
    return frozenset(code for code in get_global("territory_zones") if code.isalpha()) - {"ZZ"}


def _check(new: NewTenant) -> None:
    problems: dict[str, list[str]] = {}
    if not 1 <= len(new.name.strip()) <= 120:
        problems["name"] = [_("Give the restaurant a name of at most 120 characters.")]
    if new.country not in _countries():
        problems["country"] = [_("Choose a country from the list.")]
    if new.currency not in get_global("all_currencies"):
        problems["currency"] = [_("Choose a currency from the list.")]
    if new.timezone not in _timezones():
        problems["timezone"] = [_("Choose a time zone from the list.")]
    if not new.languages or set(new.languages) - {code for code, _name in settings.LANGUAGES}:
        problems["languages"] = [_("Choose at least one of our languages.")]
    if problems:
        raise ValidationFailedError(_("Some details are missing or don't fit."), fields=problems)
