"""A real PgBouncer before the database of the tests, where this machine has one (PATH or the PGBOUNCER variable)."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connections
from psycopg.conninfo import make_conninfo

from comanda.kernel.embedded.privileges import become, give, server_account
from tenants.connections import parameters_of

PORT = 6432
NEEDED = (1, 25, 1)
ALWAYS_TRACKS = (1, 26, 0)
"""From here on what PostgreSQL reports is tracked, whatever the configuration says."""
ABSENT = (
    "no PgBouncer 1.25.1 or newer on PATH: set PGBOUNCER to one and run again; "
    "nothing was proven about poolers this time"
)
TRACKS_ALL = (
    "no PgBouncer older than 1.26 on PATH, and newer ones always track: set PGBOUNCER to one and run again; "
    "that a pooler which mixes sessions is refused was not proven this time"
)
CONFIG = """
[databases]
* = {target}
[pgbouncer]
unix_socket_dir = {folder}
listen_addr =
listen_port = {port}
auth_type = any
pool_mode = transaction
default_pool_size = {pool}
max_client_conn = 500
server_round_robin = {turns:d}
{track}
logfile = {folder}/log
"""


def find_pgbouncer(*, tracks: bool = True) -> str | None:
    """The program, if it is new enough to track search_path (or old enough not to)."""
    program = os.environ.get("PGBOUNCER") or shutil.which("pgbouncer")
    if program is None:
        return None
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", told)
    if found is None:
        return None
    version = tuple(map(int, found.groups()))
    return program if (version >= NEEDED if tracks else version < ALWAYS_TRACKS) else None


@contextlib.contextmanager
def pgbouncer(*, pool: int, track: bool = True, turns: bool = False) -> Iterator[None]:
    """While it runs, every new connection of this process goes through it, in transaction mode, `pool` to a database.

    Connections for DDL and locks keep going straight to the server.
    """
    program = find_pgbouncer(tracks=track)
    assert program is not None, ABSENT if track else TRACKS_ALL
    account = server_account()
    folder = Path(tempfile.mkdtemp(prefix="pgb-"))
    give(folder, account)
    real = parameters_of("default")
    target = {"port": 5432} | {key: real[key] for key in ("host", "port", "user", "password") if key in real}
    config = folder / "pgbouncer.ini"
    config.write_text(
        CONFIG.format(
            target=" ".join(f"{key}={value}" for key, value in target.items()),
            folder=folder, port=PORT, pool=pool, turns=turns,
            track="track_extra_parameters = search_path" if track else "",
        )
    )  # fmt: skip
    with subprocess.Popen([program, "-q", str(config)], preexec_fn=become(account)) as process:  # noqa: PLW1509 - as PostgreSQL is
        try:
            _wait_for(folder / f".s.PGSQL.{PORT}", process)
            with _through(folder):
                yield
        finally:
            process.terminate()
            process.wait(10)
            shutil.rmtree(folder, ignore_errors=True)


def _wait_for(socket: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 10
    while not socket.exists():
        assert process.poll() is None, (socket.parent / "log").read_text()
        assert time.monotonic() < deadline, "PgBouncer opened no socket"
        time.sleep(0.02)


@contextlib.contextmanager
def _through(folder: Path) -> Iterator[None]:
    before = {alias: dict(connections.settings[alias]) for alias in connections.settings}
    connections.close_all()
    for alias in before:
        direct = {key: value for key, value in parameters_of(alias).items() if key != "prepare_threshold"}
        known = connections.settings[alias]
        known["DIRECT_URL"] = make_conninfo(**direct)
        known["OPTIONS"] = {key: value for key, value in known["OPTIONS"].items() if key not in {"host", "port"}}
        known["HOST"], known["PORT"] = str(folder), PORT
    _tell_open_wrappers()
    try:
        yield
    finally:
        connections.close_all()
        for alias, known in before.items():
            connections.settings[alias] |= known
        _tell_open_wrappers()


def _tell_open_wrappers() -> None:
    for connection in connections.all(initialized_only=True):
        known = connections.settings[connection.alias]
        connection.settings_dict |= {key: known[key] for key in ("HOST", "PORT", "OPTIONS")}
