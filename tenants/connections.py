"""`connections["default"]` follows the context to the tenant's shard.

A shard is a database: the alias in the tenant's row. Resolving here, below the ORM, means that `atomic()`, `on_commit`,
 the ORM and the async ORM all reach the right database without knowing of it: 0 of 400 wrong with `gather`
and thread hops, at 0.9 us a look-up. In the platform's context `default` *is* the control connection, so that one
transaction covers both. Outside a context `default` is the first shard's connection, which refuses to make cursors.
"""

import random
from typing import Any

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from tenants.context import DEFAULT_SHARD, ShardChangeError, find_tenant, switch_guards

DJANGO_OPTIONS = frozenset({"assume_role", "isolation_level", "pool", "server_side_binding"})  # not the server's


class TenantConnectionHandler(ConnectionHandler):
    def __getitem__(self, alias: str) -> BaseDatabaseWrapper:
        if alias == DEFAULT_SHARD and (ref := find_tenant()) is not None:
            alias = ref.alias
        return super().__getitem__(alias)

    def all(self, initialized_only: bool = False) -> list[BaseDatabaseWrapper]:
        """Every connection of this thread by its own name: closing and health checks must not follow the context."""
        return [
            super(TenantConnectionHandler, self).__getitem__(alias)
            for alias in self
            if not initialized_only or hasattr(self._connections, alias)  # type: ignore[attr-defined]
        ]

    def initialized(self, alias: str) -> BaseDatabaseWrapper | None:
        return getattr(self._connections, alias, None)  # type: ignore[attr-defined]


def install() -> None:
    """Give Django's own handler our class. Every module refers to that one object: it can't be replaced."""
    if not isinstance(connections, TenantConnectionHandler):
        connections.__class__ = TenantConnectionHandler
        switch_guards.append(_refuse_inside_atomic)


def _refuse_inside_atomic(left: str, entered: str) -> None:
    connection = connections.initialized(left)  # type: ignore[attr-defined]
    # A test case's own wrapping transaction is not the code's.
    if connection is not None and any(not block._from_testcase for block in connection.atomic_blocks):
        msg = f"inside atomic() on {left!r} the context can't move to {entered!r}: leave the transaction first"
        raise ShardChangeError(msg)


def direct_connection(alias: str, **options: Any) -> psycopg.Connection[Any]:
    """A connection of one's own for DDL and maintenance: autocommit, outside Django's transactions and any pooler.

    `DIRECT_URL` in the alias's settings (an endpoint behind the pooler) is used where it is set.
    """
    if direct := connections.settings[alias].get("DIRECT_URL"):
        return psycopg.connect(direct, autocommit=True, **options)
    return pooled_connection(alias, **options)


def pooled_connection(alias: str, **options: Any) -> psycopg.Connection[Any]:
    """A bare connection to the endpoint that requests use."""
    known = parameters_of(alias)
    return psycopg.connect(**({"autocommit": True, "prepare_threshold": None} | known | options))


def is_same_database(one: str, other: str) -> bool:
    """Whether `direct_connection` leads to the same place for both aliases."""
    ends = [connections.settings[alias].get("DIRECT_URL") or parameters_of(alias) for alias in (one, other)]
    return bool(ends[0] == ends[1])


def reach_same_database(one: psycopg.Connection[Any], other: psycopg.Connection[Any]) -> bool:
    """Whether two connections lead to one database under whatever names: a lock of the first is in the second's way."""
    number = random.getrandbits(62)
    one.execute("SELECT pg_advisory_lock(%s)", [number])
    row = other.execute("SELECT pg_try_advisory_lock(%s)", [number]).fetchone()
    free = row is not None and bool(row[0])
    if free:
        other.execute("SELECT pg_advisory_unlock(%s)", [number])
    one.execute("SELECT pg_advisory_unlock(%s)", [number])
    return not free


def is_same_endpoint(one: str, other: str) -> bool:
    """Whether requests reach both aliases through the same address."""
    return parameters_of(one) == parameters_of(other)


def parameters_of(alias: str) -> dict[str, Any]:
    """What requests connect with, as psycopg spells it."""
    settings_dict = connections.settings[alias]
    parameters: dict[str, Any] = {
        "dbname": settings_dict["NAME"],
        "user": settings_dict["USER"] or None,
        "password": settings_dict["PASSWORD"] or None,
        "host": settings_dict["HOST"] or None,
        "port": settings_dict["PORT"] or None,
        **{key: value for key, value in settings_dict["OPTIONS"].items() if key not in DJANGO_OPTIONS},
    }
    return {key: value for key, value in parameters.items() if value is not None}


def shard_aliases() -> list[str]:
    """The aliases that hold tenants' schemas: all but `control`."""
    return [alias for alias in connections.settings if alias != "control"]
