"""Databases of the benchmark's own, on the embedded server or the one `DATABASE_URL` names; dropped at the end."""

import contextlib
import os
from collections.abc import Iterator

from django.conf import settings
from django.db import connections

from tenants.connections import direct_connection

PREFIX = f"comanda_bench_{os.getpid()}"


def name_of(side: str) -> str:
    return f"{PREFIX}_{side}"


def use(side: str) -> None:
    connections.close_all()
    for alias in ("default", "control"):
        connections.settings[alias]["NAME"] = name_of(side)
        settings.DATABASES[alias]["NAME"] = name_of(side)
    for connection in connections.all(initialized_only=True):
        connection.settings_dict["NAME"] = name_of(side)


def copy(side: str, to: str) -> None:
    connections.close_all()
    with direct_connection("default", dbname="postgres") as server:
        server.execute(f"CREATE DATABASE {name_of(to)} TEMPLATE {name_of(side)} STRATEGY file_copy")


def fsync() -> str:
    """Whether the server waits for the disk: commits are dearer then, on all sides."""
    with direct_connection("default", dbname="postgres") as server:
        row = server.execute("SHOW fsync").fetchone()
    return "" if row is None else str(row[0])


def drop(side: str) -> None:
    with direct_connection("default", dbname="postgres") as server:
        server.execute(f"DROP DATABASE IF EXISTS {name_of(side)} WITH (FORCE)")


@contextlib.contextmanager
def databases() -> Iterator[None]:
    with direct_connection("default", dbname="postgres") as server:
        server.execute(f"CREATE DATABASE {name_of('ours')}")
    use("ours")
    try:
        yield
    finally:
        connections.close_all()
        with direct_connection("default", dbname="postgres") as server:
            for (name,) in server.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
            ).fetchall():
                server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
