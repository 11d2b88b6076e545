"""The rows of one schema, copied from one database into another, and compared."""

from dataclasses import dataclass
from typing import Any

import psycopg

COLUMNS = """
SELECT format('%%I', c.relname), string_agg(format('%%I', a.attname), ', ' ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' AND a.attgenerated = ''
GROUP BY c.relname ORDER BY c.relname
"""
COUNTERS = """
SELECT format('%%I', sequencename), coalesce(last_value, start_value), last_value IS NOT NULL
FROM pg_sequences WHERE schemaname = %s
"""


class RowsDifferError(RuntimeError):
    """The copy doesn't hold what the original holds: nothing was changed."""


@dataclass(frozen=True, slots=True)
class Digest:
    """How many rows a table has, and the sum of their texts' hashes: the same in any order."""

    rows: int
    total: int


def list_columns(connection: psycopg.Connection[Any], schema: str) -> dict[str, str]:
    """Quoted tables with their quoted columns, generated ones left out."""
    return dict(connection.execute(COLUMNS, [schema]).fetchall())


def list_filled(connection: psycopg.Connection[Any], tables: list[str]) -> list[str]:
    """Those with at least one row, in the current search_path."""
    asked = " UNION ALL ".join(f"SELECT %s WHERE EXISTS (SELECT FROM {table})" for table in tables)  # noqa: S608
    return [table for (table,) in connection.execute(asked, tables).fetchall()] if tables else []


def copy_rows(out: psycopg.Connection[Any], into: psycopg.Connection[Any], table: str, columns: str) -> None:
    with (
        out.cursor().copy(f"COPY {table} ({columns}) TO STDOUT (FORMAT binary)") as source,
        into.cursor().copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT binary)") as target,
    ):
        for part in source:
            target.write(part)


def copy_counters(out: psycopg.Connection[Any], into: psycopg.Connection[Any], schema: str) -> None:
    found = out.execute(COUNTERS, [schema]).fetchall()
    if found:
        sets = [f"SELECT setval('{name}', {value}, {str(called).lower()})" for name, value, called in found]
        into.execute(";".join(sets))


def digests(connection: psycopg.Connection[Any], tables: list[str]) -> dict[str, Digest]:
    """Of each table, in the current search_path; one statement."""
    if not tables:
        return {}
    asked = " UNION ALL ".join(
        f"SELECT %s, count(*), coalesce(sum(hashtextextended(row::text, 0)), 0) FROM {table} AS row"  # noqa: S608
        for table in tables
    )
    return {name: Digest(rows, int(total)) for name, rows, total in connection.execute(asked, tables).fetchall()}
