"""Everything a start needs, in one idempotent step: the public schema, templates, the fleet, spares for sign-ups."""

from collections.abc import Callable

from tenants.connections import direct_connection, shard_aliases
from tenants.context import CONTROL_ALIAS, use_platform, use_tenant
from tenants.provisioning.refill import refill_spares
from tenants.schema.migrations import is_migrated, migrate_here
from tenants.schema.template import ensure_template
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
        for shard in shard_aliases():
            ensure_template(shard=shard, progress=say)
        for tenant in list_tenants():
            with use_tenant(tenant):
                if not is_migrated():
                    migrate_here(progress=say)
        refill_spares(wanted=spares, tell=say)
