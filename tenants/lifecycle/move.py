"""A tenant changes its database: freeze, replay its DDL, copy its rows, flip the row that names its shard, thaw.

At every moment exactly one shard serves: the one its row names. Until the row is flipped the copy is nobody's, and what
a crash leaves of it is dropped by the next try; from the flip on the original is. Its tables are locked against writes
from the first row copied until it has been renamed, so that a process that wasn't told of the move can lose no write:
it waits, and then gets an error.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.utils.translation import gettext as _

from tenants.connections import direct_connection, reach_same_database, shard_aliases
from tenants.context import TenantRef
from tenants.errors import MoveRefusedError
from tenants.fleet.migrate import alone
from tenants.freezing import freeze, thaw
from tenants.models import FleetState, Tenant
from tenants.schema.compile import CompiledSchema, compile_schema
from tenants.schema.rows import RowsDifferError, copy_counters, copy_rows, digests, list_columns, list_filled
from tenants.schema.stamp import read_applied, stamp_of, stamping
from tenants.selectors import get_tenant

FREEZE_SECONDS = 20.0  # renewed before each table
GRACE_SECONDS = 0.05  # for requests that came before the freeze
LOCK_SECONDS = 2
TRIES = 5


@dataclass(frozen=True, slots=True)
class Moved:
    ref: TenantRef
    tables: int
    rows: int
    frozen_seconds: float
    """How long nobody was served."""


def move_tenant(*, tenant_id: int, shard: str, tell: Callable[[str], None] | None = None) -> Moved:
    """Bring the tenant to `shard`; repeating it after a crash finishes or tidies up, and is harmless.

    Raises UnknownTenantError, MoveRefusedError, FleetBusyError while schemas are migrated or moved, RowsDifferError.
    """
    say = tell or (lambda _text: None)
    with alone():
        ref = get_tenant(tenant_id=tenant_id)
        if shard not in shard_aliases():
            raise MoveRefusedError(
                _("There is no shard “%(name)s”.") % {"name": shard}, remedy=_("Name it in SHARD_URLS first.")
            )
        _drop_leftovers(ref)
        if ref.shard == shard:
            return Moved(ref, 0, 0, 0.0)
        with direct_connection(ref.shard) as out, direct_connection(shard) as into:
            if reach_same_database(out, into):
                raise MoveRefusedError(_("Both names lead to the same database."))
            compiled = compile_schema(out, ref.schema, with_seeds=False)
            started = time.perf_counter()
            try:
                tables, rows = _move(ref, shard, compiled, out, into, say)
            finally:
                thaw(ref.id)
            frozen = time.perf_counter() - started
        moved = get_tenant(tenant_id=tenant_id)
        _drop_leftovers(moved)
    return Moved(moved, tables, rows, frozen)


def _move(  # noqa: PLR0917 - one step of a longer function
    ref: TenantRef,
    shard: str,
    compiled: CompiledSchema,
    out: psycopg.Connection[Any],
    into: psycopg.Connection[Any],
    say: Callable[[str], None],
) -> tuple[int, int]:
    columns = list_columns(out, ref.schema)
    freeze(ref.id, seconds=FREEZE_SECONDS)
    time.sleep(GRACE_SECONDS)
    _lock(out, ref.schema, list(columns))
    filled = list_filled(out, list(columns))
    into.execute(f"BEGIN; CREATE SCHEMA {ref.schema}; SET LOCAL search_path TO {ref.schema};\n{compiled.tables}")
    for table in filled:
        say(table)
        freeze(ref.id, seconds=FREEZE_SECONDS)
        copy_rows(out, into, table, columns[table])
    into.execute("SET CONSTRAINTS ALL IMMEDIATE")
    into.execute(compiled.rest + stamping(ref.schema, stamp_of(read_applied(out, ref.schema))))
    copy_counters(out, into, ref.schema)
    original = digests(out, filled)
    if original != digests(into, filled):
        raise RowsDifferError(ref.schema)
    into.execute("COMMIT")
    out.execute(f"ALTER SCHEMA {ref.schema} RENAME TO {_left_behind(ref)}")  # seen by nobody before the commit below
    if not Tenant.objects.filter(pk=ref.id, shard=ref.shard).update(shard=shard):
        raise MoveRefusedError(_("The tenant changed while it was being moved."))
    FleetState.objects.filter(schema=ref.schema).update(shard=shard)
    out.execute("COMMIT")
    return len(columns), sum(digest.rows for digest in original.values())


def _lock(out: psycopg.Connection[Any], schema: str, tables: list[str]) -> None:
    """No writes from here on, and one snapshot of what there is. Whoever writes now is waited for."""
    for attempt in range(1, TRIES + 1):
        try:
            out.execute(
                f"BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL search_path TO {schema}; "
                f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'; LOCK TABLE {', '.join(tables)} IN SHARE MODE"
            )
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            out.execute("ROLLBACK")
            if attempt == TRIES:
                raise
            time.sleep(0.1 * 2**attempt)
        else:
            return


def _left_behind(ref: TenantRef) -> str:
    return f"moved_{ref.schema}"


def _drop_leftovers(ref: TenantRef) -> None:
    """Its schema anywhere but where its row says is half a copy or an original that has been left."""
    with direct_connection(ref.shard) as home:
        home.execute(f"DROP SCHEMA IF EXISTS {_left_behind(ref)} CASCADE")
        for alias in shard_aliases():
            if alias == ref.shard:
                continue
            with direct_connection(alias) as other:
                if not reach_same_database(home, other):
                    other.execute(f"DROP SCHEMA IF EXISTS {_left_behind(ref)}, {ref.schema} CASCADE")
