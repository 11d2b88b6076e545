"""Schemas made ahead of their tenants: their names, and a way to reach them while they belong to nobody."""

from comanda.kernel.ids import base32_id
from tenants.context import TenantRef


def new_schema_name() -> str:
    """Opaque and permanent: 80 random bits, never derived from what a person typed."""
    return f"t_{base32_id(16)}"


def schema_ref(schema: str, shard: str) -> TenantRef:
    """A schema that belongs to nobody yet."""
    return TenantRef(id=0, name="", slug="", schema=schema, shard=shard, status="spare")
