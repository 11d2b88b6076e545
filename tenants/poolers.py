"""Is the database endpoint safe for switching schemas?

A pooler in transaction mode that does not track `search_path` sent 3 799 of 4 000 reads to the wrong tenant; PgBouncer
1.25.1 with `track_extra_parameters = search_path` on PostgreSQL 18: none. Every new connection is refused where the
server doesn't report `search_path`; this canary catches a pooler that reports it and mixes sessions up all the same.
"""

from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from tenants.connections import pooled_connection, shard_aliases
from tenants.context import CONTROL_ALIAS

ROUNDS = 20

Connect = Callable[[], psycopg.Connection[Any]]


def mixes_sessions(connect: Connect) -> bool:
    """Two sessions in turns, each with a search_path of its own: does either ever see the other's, or none reported?"""
    with connect() as first, connect() as second:
        sessions = ((first, "canary_one"), (second, "canary_two"))
        for connection, path in sessions:
            if connection.pgconn.parameter_status(b"search_path") is None:
                return True
            connection.execute(f"SET search_path TO {path}")
        for _ in range(ROUNDS):
            for connection, path in sessions:
                row = connection.execute("SELECT current_setting('search_path')").fetchone()
                reported = connection.pgconn.parameter_status(b"search_path")
                if row is None or row[0] != path or reported != path.encode():
                    return True
    return False


def check_endpoints(
    app_configs: Sequence[AppConfig] | None = None, *, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """A system check for those who ask for databases (`manage.py check --database default`, and every start)."""
    wanted = [alias for alias in (CONTROL_ALIAS, *shard_aliases()) if alias in (databases or ())]
    return [
        Error(
            f"The endpoint of database {alias!r} mixes sessions' search_path: tenants would read each other's rows.",
            hint="Use PgBouncer 1.25.1 or newer with track_extra_parameters = search_path, session pooling, or none.",
            id="tenants.E001",
        )
        for alias in wanted
        if mixes_sessions(lambda alias=alias: pooled_connection(alias))  # type: ignore[misc]
    ]
