"""Keep spare schemas ready, and remove what crashes left."""

from collections.abc import Callable

from django.conf import settings

from tenants.connections import direct_connection, shard_aliases
from tenants.context import CONTROL_ALIAS
from tenants.models import SpareSchema
from tenants.provisioning.make_schema import drop_half_made, make_spare
from tenants.schema.migrations import code_fingerprint
from tenants.schema.migrations import wanted as wanted_migrations
from tenants.schema.stamp import read_stamps, stamp_of

LOCK = 0x726566696C6C3031


def refill_spares(*, wanted: int | None = None, tell: Callable[[str], None] | None = None) -> int:
    """Bring every shard to `wanted` spares (`TENANCY_SPARES`) of this code's making; returns how many were made.

    One at a time on the whole platform: whoever comes second leaves at once.
    """
    say = tell or (lambda _text: None)
    target = settings.TENANCY_SPARES if wanted is None else wanted
    made = 0
    with direct_connection(CONTROL_ALIAS) as lock:
        row = lock.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        if row is None or not row[0]:
            return 0
        drop_half_made()
        for shard in shard_aliases():
            _adopt(shard)
            ready = SpareSchema.objects.filter(shard=shard, fingerprint=code_fingerprint(), is_ready=True).count()
            for number in range(ready, target):
                say(f"spare schema {number + 1} of {target}")
                make_spare(shard=shard)
                made += 1
    return made


def _adopt(shard: str) -> None:
    """Spares of other code's making that are where this code wants them: an older process made them since."""
    others = SpareSchema.objects.filter(shard=shard, is_ready=True).exclude(fingerprint=code_fingerprint())
    if names := list(others.values_list("schema", flat=True)):
        wanted_stamp = stamp_of(wanted_migrations(platform=False))
        with direct_connection(shard) as connection:
            said = read_stamps(connection, names)
        alike = [schema for schema, stamp in said.items() if stamp == wanted_stamp]
        others.filter(schema__in=alike).update(fingerprint=code_fingerprint())
