"""One complete tenant schema, in one transaction on a connection of its own."""

from tenants.connections import direct_connection
from tenants.context import use_tenant
from tenants.models import SpareSchema
from tenants.provisioning.spares import new_schema_name, schema_ref
from tenants.schema.migrations import code_fingerprint, migrate_here


def make_spare(*, shard: str) -> str:
    """Make a schema and offer it to sign-ups; returns its name."""
    schema = new_schema_name()
    with direct_connection(shard) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")  # noqa: S608
    with use_tenant(schema_ref(schema, shard)):
        migrate_here()
    SpareSchema.objects.create(schema=schema, shard=shard, fingerprint=code_fingerprint())
    return schema
