"""The schema every other is replayed from: migrated the ordinary way, owned by nobody, never served."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import psycopg
from django.db import connections

from tenants.connections import direct_connection
from tenants.context import TenantRef, use_tenant
from tenants.schema.compile import CompiledSchema, compile_schema
from tenants.schema.migrations import Progress, code_fingerprint, is_migrated, migrate_here
from tenants.schema.stamp import read_applied, stamp_of, stamping

TEMPLATE_SCHEMA = "template_tenant"
LOCK = 0x74656D706C617465


class TemplateBehindError(RuntimeError):
    """The template is not at this code's migrations: run `manage.py migrate_platform` before serving."""


def template_ref(shard: str) -> TenantRef:
    return TenantRef(id=0, name="template", slug="", schema=TEMPLATE_SCHEMA, shard=shard, status="template")


def ensure_template(*, shard: str, progress: Progress | None = None) -> None:
    """Make it where there is none (a crash may have left it half made); later migrations are the fleet's business.

    Others who come at the same time wait.
    """
    with direct_connection(shard) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if _is_made(connection):
            return
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {TEMPLATE_SCHEMA}")
        with use_tenant(template_ref(shard)):
            migrate_here(progress=progress)
        # Its comment says that its first migration has run to the end.
        connection.execute(stamping(TEMPLATE_SCHEMA, stamp_of(read_applied(connection, TEMPLATE_SCHEMA))))


def _is_made(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute(
        "SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [TEMPLATE_SCHEMA]
    ).fetchone()
    return row is not None and row[0] is not None


def compiled_template(*, shard: str) -> CompiledSchema:
    """What a new tenant is made from. Raises TemplateBehindError where migrations wait.

    Compiled once for what the template says it is: a process that outlives a deployment must not go on making tenants
    from what the template was before.
    """
    with use_tenant(template_ref(shard)) as ref:
        if not is_migrated():
            msg = f"the template on {shard!r} waits for migrations: run manage.py migrate_platform"
            raise TemplateBehindError(msg)
        with connections[ref.alias].cursor() as cursor:
            cursor.execute("SELECT obj_description(to_regnamespace(%s), 'pg_namespace')", [TEMPLATE_SCHEMA])
            (said,) = cursor.fetchone()
    return _compiled(shard, connections.settings[shard]["NAME"], code_fingerprint(), said or "")


@lru_cache(maxsize=8)
def _compiled(shard: str, _database: str, _fingerprint: str, _said: str) -> CompiledSchema:
    with direct_connection(shard) as connection:
        compiled = compile_schema(connection, TEMPLATE_SCHEMA)
        return replace(compiled, stamp=stamp_of(read_applied(connection, TEMPLATE_SCHEMA)))
