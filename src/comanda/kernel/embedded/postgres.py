"""One PostgreSQL 18 cluster in `<var>/postgres`, its socket in a private folder, its log in `<var>/log`."""

import os
import shutil
import subprocess
from pathlib import Path

from comanda.kernel.embedded import processes
from comanda.kernel.embedded.addresses import DATABASE, POSTGRES_SOCKET, SUPERUSER, make_private, socket_dir
from comanda.kernel.embedded.binaries import postgres_program
from comanda.kernel.embedded.privileges import become, give, owners, server_account

# Sized for a laptop with a hundred tenants: a backend that touches many schemas takes many locks.
TUNING = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "effective_cache_size": "2GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_locks_per_transaction": "256",
    "fsync": "on",
    "wal_compression": "on",  # the disk of a laptop is slower than its processor
    "min_wal_size": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "500ms",
    "log_line_prefix": "%m [%p] ",
    "unix_socket_permissions": "0700",
    "idle_in_transaction_session_timeout": "10min",
}


class PostgresFailedError(RuntimeError):
    """PostgreSQL didn't start; the message carries the end of its log."""


def data_dir(var: Path) -> Path:
    return var / "postgres"


def log_file(var: Path) -> Path:
    return var / "log" / "postgres.log"


def is_running(var: Path) -> bool:
    data = data_dir(var)
    pid = processes.read_pid(data / "postmaster.pid")
    alive = processes.is_program_in(pid, program="postgres", folder=data)
    return alive and processes.listens(socket_dir(var, "pg") / POSTGRES_SOCKET)


def start(var: Path) -> None:
    """Create the cluster if it is new, heal what a crash left, start and wait until it answers."""
    data, sockets, log = data_dir(var), socket_dir(var, "pg"), log_file(var)
    account = server_account()
    make_private(sockets, owners=owners())
    log.parent.mkdir(parents=True, exist_ok=True)
    log.touch()
    for path in (sockets, log):
        give(path, account)
    if not (data / "PG_VERSION").exists():
        _initialise(var)
    _heal(var)
    _configure(var, sockets)
    arguments = ["-D", str(data), "-l", str(log), "-w", "-t", "60", "-s", "start"]
    if _run("pg_ctl", arguments, cwd=data).returncode != 0:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        msg = f"PostgreSQL didn't start. The end of {log}:\n{tail}"
        raise PostgresFailedError(msg)
    _create_database(sockets)


def stop(var: Path) -> None:
    """Fast shutdown: open transactions are rolled back, data is flushed."""
    data = data_dir(var)
    if processes.is_program_in(processes.read_pid(data / "postmaster.pid"), program="postgres", folder=data):
        _run("pg_ctl", ["-D", str(data), "-m", "fast", "-w", "-t", "30", "-s", "stop"], cwd=data)
    processes.end(processes.orphans_of(data, program="postgres"), seconds=5)


def _initialise(var: Path) -> None:
    data = data_dir(var)
    if data.exists():
        shutil.rmtree(data)  # a crash inside initdb: without PG_VERSION it never was a cluster
    data.mkdir(mode=0o700, parents=True)
    give(data, server_account())
    arguments = ["-D", str(data), "-U", SUPERUSER, "--auth-local=trust", "--auth-host=reject"]
    arguments += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    done = _run("initdb", [*arguments, "--no-instructions", "--no-sync"], cwd=data)
    if done.returncode != 0:
        shutil.rmtree(data, ignore_errors=True)
        raise PostgresFailedError(done.stdout)


def _configure(var: Path, sockets: Path) -> None:
    settings = TUNING | {"unix_socket_directories": str(sockets), "listen_addresses": ""}
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in settings.items()]
    path = data_dir(var) / "postgresql.auto.conf"
    path.write_text("# Written at every start.\n" + "\n".join(lines) + "\n")
    give(path, server_account())


def _heal(var: Path) -> None:
    """After `kill -9` of the postmaster: its backends may linger, its pid file and socket certainly do."""
    data, sockets = data_dir(var), socket_dir(var, "pg")
    processes.end(processes.orphans_of(data, program="postgres"), seconds=5)
    for leftover in (data / "postmaster.pid", sockets / POSTGRES_SOCKET, sockets / f"{POSTGRES_SOCKET}.lock"):
        leftover.unlink(missing_ok=True)


def _create_database(sockets: Path) -> None:
    connect = ["-h", str(sockets), "-U", SUPERUSER, "-d", "postgres", "-X", "-q", "-t", "-A"]
    found = _run("psql", [*connect, "-c", "SELECT datname FROM pg_database"], cwd=sockets)
    if DATABASE not in found.stdout.split():
        made = _run("psql", [*connect, "-c", f"CREATE DATABASE {DATABASE}"], cwd=sockets)
        if made.returncode != 0 and "already exists" not in made.stdout:
            raise PostgresFailedError(made.stdout)


def _run(program: str, arguments: list[str], *, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own binary, our own arguments
        [str(postgres_program(program)), *arguments],
        cwd=cwd,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        preexec_fn=become(server_account()),
        start_new_session=True,  # Ctrl-C at the terminal reaches the supervisor, which stops the servers in order
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
