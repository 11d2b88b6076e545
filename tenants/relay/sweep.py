"""Which schemas have facts waiting: one query for a hundred of them, on each shard."""

import logging
from collections import defaultdict
from collections.abc import Iterable

import psycopg

from comanda.kernel.outbox.models import OutboxEvent
from comanda.kernel.outbox.relay import MAX_ATTEMPTS
from tenants.connections import direct_connection
from tenants.context import platform_ref
from tenants.selectors import list_tenants

logger = logging.getLogger(__name__)

BATCH = 100


def find_waiting() -> list[str]:
    """Schemas with undelivered facts that are due, over the platform and every tenant.

    A shard that can't be asked is left out and said so: the others' facts don't wait for it.
    """
    by_alias: dict[str, list[str]] = defaultdict(list)
    for ref in (platform_ref(), *list_tenants()):
        by_alias[ref.alias].append(ref.schema)
    waiting: list[str] = []
    for alias, schemas in by_alias.items():
        try:
            with direct_connection(alias) as connection:
                for start in range(0, len(schemas), BATCH):
                    waiting += _waiting_in(connection, schemas[start : start + BATCH])
        except psycopg.Error as error:
            logger.warning("relay: %s can't be swept: %s", alias, type(error).__name__)
    return waiting


def _waiting_in(connection: psycopg.Connection[tuple[str]], schemas: list[str]) -> list[str]:
    try:
        return [schema for (schema,) in connection.execute(_query(schemas)).fetchall()]
    except psycopg.errors.UndefinedTable:
        if len(schemas) == 1:
            return []  # being made or erased just now
        return [found for schema in schemas for found in _waiting_in(connection, [schema])]


def _query(schemas: Iterable[str]) -> str:
    table = OutboxEvent._meta.db_table
    return " UNION ALL ".join(
        f"SELECT '{schema}' WHERE EXISTS (SELECT 1 FROM {schema}.{table} WHERE relayed_at IS NULL "  # noqa: S608
        f"AND attempts < {MAX_ATTEMPTS} AND (next_attempt_at IS NULL OR next_attempt_at <= now()))"
        for schema in schemas
    )
