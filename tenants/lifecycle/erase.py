"""Erasure: schema, files, cache keys, domains and whatever the control plane remembers; a nameless row stays behind.

Every step may be repeated, and the row turns `erased` last: what a crash interrupts is finished by erasing again, and
by nothing else: `erasing` can't be resumed. Hosts stop being served first, so nobody reads from a tenant that is half
gone. The chain goes with its last tenant, and with its owner's last chain their account.
"""

from collections.abc import Callable

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from tenants.cache import forget_tenant
from tenants.connections import direct_connection
from tenants.context import CONTROL_ALIAS, TenantRef, use_platform
from tenants.contracts import TenantStatus
from tenants.errors import WrongConfirmationError
from tenants.fleet.migrate import alone
from tenants.models import Chain, Domain, FleetState, Tenant
from tenants.resolution import announce_map_change
from tenants.routers import Home, labels_in
from tenants.selectors import get_tenant
from tenants.storage import forget_files

_farewells: list[Callable[[int], None]] = []


def register_farewell(farewell: Callable[[int], None]) -> None:
    """A higher room's part: called in the platform's context, with the id of a user who owns no chain any more. It may
    be called again after a crash, when it has done its part."""
    _farewells.append(farewell)


def erase_tenant(*, tenant_id: int, confirmed_name: str) -> None:
    """Irreversible. Raises WrongConfirmationError unless the tenant's name is repeated exactly, UnknownTenantError,
    FleetBusyError while schemas are migrated or moved: it would drop a schema that is just leaving.
    """
    ref = get_tenant(tenant_id=tenant_id)
    if confirmed_name.strip() != ref.name:
        raise WrongConfirmationError(
            _("The name doesn't match. Nothing was erased."),
            fields={"name": [_("Type “%(name)s” exactly.") % {"name": ref.name}]},
        )
    with alone():
        _erase(get_tenant(tenant_id=tenant_id))


def _erase(ref: TenantRef) -> None:
    with transaction.atomic(using=CONTROL_ALIAS):
        Tenant.objects.filter(pk=ref.id).update(status=TenantStatus.ERASING.value)
        Domain.objects.filter(tenant=ref.id).delete()
    announce_map_change(ref.id)
    with direct_connection(ref.shard) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {ref.schema} CASCADE")
    forget_files(ref)
    forget_tenant(ref)
    _forget_in_control(ref)
    _bid_farewell(ref)
    with transaction.atomic(using=CONTROL_ALIAS):
        Tenant.objects.filter(pk=ref.id).update(
            status=TenantStatus.ERASED.value, name="", slug=f"erased-{ref.id}", chain=None
        )
        if ref.chain_id is not None:
            Chain.objects.filter(pk=ref.chain_id, tenants=None).delete()
    announce_map_change(ref.id)


def _forget_in_control(ref: TenantRef) -> None:
    """Rows of the platform's apps that name the tenant by its id: sign-ups with their mail addresses, themes."""
    with transaction.atomic(using=CONTROL_ALIAS):
        FleetState.objects.filter(schema=ref.schema).delete()
        for label in labels_in(Home.CONTROL):
            for model in apps.get_app_config(label).get_models():
                try:
                    field = model._meta.get_field("tenant_id")
                except FieldDoesNotExist:
                    continue
                if not field.is_relation:
                    model._default_manager.using(CONTROL_ALIAS).filter(tenant_id=ref.id).delete()


def _bid_farewell(ref: TenantRef) -> None:
    """Before the chain goes: it is what still knows its owner, should this be interrupted."""
    chain = None if ref.chain_id is None else Chain.objects.filter(pk=ref.chain_id).first()
    if chain is None or chain.owner_id is None or chain.tenants.exclude(pk=ref.id).exists():
        return
    if Chain.objects.filter(owner_id=chain.owner_id).exclude(pk=chain.pk).exists():
        return
    with use_platform():
        for farewell in _farewells:
            farewell(chain.owner_id)
