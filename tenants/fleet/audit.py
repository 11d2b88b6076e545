"""Is every schema what the template says? 30-40 ms each: nightly, and before trusting recorded SQL."""

from typing import Any

import psycopg

from tenants.connections import direct_connection, shard_aliases
from tenants.models import SpareSchema
from tenants.schema.compile import UncompilableError, catalog_fingerprint
from tenants.schema.migrations import code_fingerprint
from tenants.schema.stamp import read_applied, read_stamps, stamp_of
from tenants.schema.template import TEMPLATE_SCHEMA
from tenants.selectors import list_tenants


def find_drifted() -> list[str]:
    """Schemas whose tables, keys, checks, indexes, functions or triggers differ from their shard's template."""
    drifted: list[str] = []
    for shard in shard_aliases():
        schemas = [ref.schema for ref in list_tenants() if ref.shard == shard]
        spares = SpareSchema.objects.filter(shard=shard, is_ready=True, fingerprint=code_fingerprint())
        schemas += spares.values_list("schema", flat=True)
        with direct_connection(shard) as connection:
            wanted = catalog_fingerprint(connection, TEMPLATE_SCHEMA)
            for schema in schemas:
                try:
                    alike = catalog_fingerprint(connection, schema) == wanted and _is_honest(connection, schema)
                except UncompilableError:
                    alike = False
                if not alike:
                    drifted.append(schema)
    return drifted


def _is_honest(connection: psycopg.Connection[Any], schema: str) -> bool:
    """Whether what the schema says of its migrations is what its own list says."""
    said = read_stamps(connection, [schema])[schema]
    return not said or said == stamp_of(read_applied(connection, schema))
