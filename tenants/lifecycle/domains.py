"""Own domains: they serve nothing until their owner has proven them, and only a verified one can be primary."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from comanda.kernel.ids import token
from tenants.context import CONTROL_ALIAS
from tenants.contracts import DomainInfo, DomainKind
from tenants.errors import DomainRefusedError, DomainTakenError, UnknownTenantError
from tenants.models import Domain
from tenants.resolution import announce_map_change, clean_host
from tenants.selectors import domain_info


def add_domain(*, tenant_id: int, host: str) -> DomainInfo:
    """Note an own domain, not verified yet. Its token belongs in a TXT record at `_comanda.<host>`.

    Raises DomainRefusedError for what can't be one, DomainTakenError where another tenant has it.
    """
    name = clean_host(host)
    if not name or "." not in name or name.replace(".", "").isdigit():
        raise DomainRefusedError(
            _("This is not a domain name."),
            fields={"host": [_("Write it like “www.damario.it”, without https:// and without a path.")]},
        )
    if name == settings.PLATFORM_HOST or name.endswith(f".{settings.PLATFORM_HOST}"):
        raise DomainRefusedError(
            _("Addresses under %(host)s are given at sign-up.") % {"host": settings.PLATFORM_HOST},
            fields={"host": [_("Use a domain of your own.")]},
        )
    try:
        with transaction.atomic(using=CONTROL_ALIAS):
            domain = Domain.objects.create(
                tenant_id=tenant_id,
                domain=name,
                kind=DomainKind.OWN.value,
                is_primary=False,
                is_verified=False,
                verification_token=token(),
            )
    except IntegrityError as error:
        raise DomainTakenError(
            _("“%(host)s” already belongs to a restaurant here.") % {"host": name},
            fields={"host": [_("This domain is taken.")]},
            remedy=_("If it is yours, remove it from the other account first."),
        ) from error
    return domain_info(domain)


def verify_domain(*, domain_id: int, proven: bool) -> DomainInfo:
    """Record the outcome of looking for the token; from then on the host is served (or no longer)."""
    with transaction.atomic(using=CONTROL_ALIAS):
        domain = _locked(domain_id)
        domain.is_verified = proven
        domain.save(update_fields=["is_verified"])
        _announce(domain)
    return domain_info(domain)


def make_primary(*, domain_id: int) -> DomainInfo:
    """Raises DomainRefusedError unless the domain is verified."""
    with transaction.atomic(using=CONTROL_ALIAS):
        domain = _locked(domain_id)
        if not domain.is_verified:
            raise DomainRefusedError(_("Verify the domain first."), fields={"host": [_("Not verified yet.")]})
        Domain.objects.filter(tenant_id=domain.tenant_id, is_primary=True).update(is_primary=False)
        domain.is_primary = True
        domain.save(update_fields=["is_primary"])
        _announce(domain)
    return domain_info(domain)


def remove_domain(*, domain_id: int) -> None:
    """Raises DomainRefusedError for the primary one: links and mails point at it."""
    with transaction.atomic(using=CONTROL_ALIAS):
        domain = _locked(domain_id)
        if domain.is_primary:
            raise DomainRefusedError(_("Make another domain the primary one first."))
        _announce(domain)
        domain.delete()


def _locked(domain_id: int) -> Domain:
    domain: Domain | None = Domain.objects.select_for_update().filter(pk=domain_id).first()
    if domain is None:
        raise UnknownTenantError(_("There is no such domain."))
    return domain


def _announce(domain: Domain) -> None:
    tenant_id = domain.tenant_id
    transaction.on_commit(lambda: announce_map_change(tenant_id), using=CONTROL_ALIAS)
