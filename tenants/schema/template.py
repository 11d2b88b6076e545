"""The schema every other is replayed from: migrated the ordinary way, owned by nobody, never served."""

from functools import lru_cache

from django.db import connections

from tenants.connections import direct_connection
from tenants.context import TenantRef, use_tenant
from tenants.schema.compile import CompiledSchema, compile_schema
from tenants.schema.migrations import Progress, code_fingerprint, is_migrated, migrate_here

TEMPLATE_SCHEMA = "template_tenant"
LOCK = 0x74656D706C617465


class TemplateBehindError(RuntimeError):
    """The template is not at this code's migrations: run `manage.py migrate_platform` before serving."""


def template_ref(shard: str) -> TenantRef:
    return TenantRef(id=0, name="template", slug="", schema=TEMPLATE_SCHEMA, shard=shard, status="template")


def ensure_template(*, shard: str, progress: Progress | None = None) -> None:
    """Create it and apply what is missing; others who come at the same time wait."""
    with direct_connection(shard) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {TEMPLATE_SCHEMA}")
        with use_tenant(template_ref(shard)):
            if not is_migrated():
                migrate_here(progress=progress)


def compiled_template(*, shard: str) -> CompiledSchema:
    """What a new tenant is made from. Raises TemplateBehindError where the template is not at this code's migrations."""
    with use_tenant(template_ref(shard)):
        if not is_migrated():
            raise TemplateBehindError(f"the template on {shard!r} waits for migrations: run manage.py migrate_platform")
    return _compiled(shard, connections.settings[shard]["NAME"], code_fingerprint())


@lru_cache(maxsize=8)
def _compiled(shard: str, _database: str, _fingerprint: str) -> CompiledSchema:
    with direct_connection(shard) as connection:
        return compile_schema(connection, TEMPLATE_SCHEMA)

