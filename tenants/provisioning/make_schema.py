"""One complete tenant schema, in one transaction on a connection of its own, offered to sign-ups.

Three commits: the spare's row (not ready), the whole schema, the row (ready). Whoever makes it holds a lock named after
it, so a row that is not ready and not locked is what a crash left: `drop_half_made` removes it with its schema.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any
from zlib import crc32

import psycopg

from tenants.connections import direct_connection, is_same_database
from tenants.context import CONTROL_ALIAS
from tenants.models import SpareSchema
from tenants.provisioning.spares import new_schema_name
from tenants.schema.migrations import code_fingerprint
from tenants.schema.replay import replay
from tenants.schema.template import compiled_template

TABLE = SpareSchema._meta.db_table
LOCK_SPACE = 0x7370  # of two-number advisory locks: this, then a checksum of the schema's name


def make_spare(*, shard: str) -> str:
    """Make a schema and offer it; returns its name. Independent of any transaction the caller may be in."""
    compiled = compiled_template(shard=shard)
    schema = new_schema_name()
    with direct_connection(CONTROL_ALIAS) as control, _on_shard(shard, control) as connection:
        control.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_SPACE, _number(schema)])
        control.execute(
            f"INSERT INTO {TABLE} (schema, shard, fingerprint, is_ready, created_at) "  # noqa: S608
            "VALUES (%s, %s, %s, false, now())",
            [schema, shard, code_fingerprint()],
        )
        replay(connection, schema, compiled)
        control.execute(f"UPDATE {TABLE} SET is_ready = true WHERE schema = %s", [schema])  # noqa: S608
    return schema


def _on_shard(
    shard: str, control: psycopg.Connection[Any]
) -> AbstractContextManager[psycopg.Connection[Any]]:  # fmt: skip
    """A second connection costs 4 ms: only where the shard is another database."""
    return nullcontext(control) if is_same_database(shard, CONTROL_ALIAS) else direct_connection(shard)


def drop_half_made() -> list[str]:
    """Remove what crashed makers left; returns the schemas' names."""
    dropped: list[str] = []
    with direct_connection(CONTROL_ALIAS) as control:
        found = control.execute(f"SELECT schema, shard FROM {TABLE} WHERE NOT is_ready ORDER BY id").fetchall()  # noqa: S608
        for schema, shard in found:
            row = control.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_SPACE, _number(schema)]).fetchone()
            if row is None or not row[0]:
                continue  # its maker lives
            with control.transaction():
                # It may have become ready between the two looks: then it stays.
                deleted = control.execute(f"DELETE FROM {TABLE} WHERE schema = %s AND NOT is_ready", [schema])  # noqa: S608
                if deleted.rowcount:
                    with direct_connection(shard) as connection:
                        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
                    dropped.append(schema)
            control.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_SPACE, _number(schema)])
    return dropped


def _number(schema: str) -> int:
    return crc32(schema.encode()) - 2**31
