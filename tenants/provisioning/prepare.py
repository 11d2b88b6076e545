"""Everything a start needs, in one idempotent step: the public schema, the fleet, spares for sign-ups."""

from collections.abc import Callable

from django.conf import settings

from tenants.connections import direct_connection, shard_aliases
from tenants.context import CONTROL_ALIAS, use_platform, use_tenant
from tenants.models import SpareSchema
from tenants.provisioning.make_schema import make_spare
from tenants.schema.migrations import code_fingerprint, is_migrated, migrate_here
from tenants.selectors import list_tenants

Tell = Callable[[str], None]
LOCK = 0x7072657061726531


def prepare_platform(*, spares: int | None = None, tell: Tell | None = None) -> None:
    """Migrate what is behind and refill the spares. Safe to run from several machines at once: the others wait."""
    say = tell or (lambda _text: None)
    with direct_connection(CONTROL_ALIAS) as lock:
        lock.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        with use_platform():
            if not is_migrated():
                migrate_here(progress=say)
        for tenant in list_tenants():
            with use_tenant(tenant):
                if not is_migrated():
                    migrate_here(progress=say)
        wanted = settings.TENANCY_SPARES if spares is None else spares
        for shard in shard_aliases():
            ready = SpareSchema.objects.filter(shard=shard, fingerprint=code_fingerprint()).count()
            for number in range(ready, wanted):
                say(f"spare {number + 1} of {wanted}")
                make_spare(shard=shard)
