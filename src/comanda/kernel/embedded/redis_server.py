"""One Redis in `<var>/redis`: a socket in a private folder, an append-only file, its log in `<var>/log/redis.log`."""

import os
import subprocess
import time
from pathlib import Path

import redis

from comanda.kernel.embedded import processes
from comanda.kernel.embedded.addresses import REDIS_SOCKET, make_private, service_urls, socket_dir
from comanda.kernel.embedded.binaries import redis_program
from comanda.kernel.embedded.privileges import owners

# The same server holds cache, sockets and jobs: nothing may be evicted, and jobs must outlive a crash.
TUNING = {
    "port": "0",
    "unixsocketperm": "700",
    "save": '""',
    "appendonly": "yes",
    "appendfsync": "everysec",
    "aof-load-truncated": "yes",
    "auto-aof-rewrite-min-size": "16mb",
    "maxmemory-policy": "noeviction",
    "client-output-buffer-limit": "pubsub 64mb 16mb 60",
    "daemonize": "yes",
    "databases": "16",
}
PATIENCE = 20.0  # seconds until it must answer; loading a large append-only file takes a few


class RedisFailedError(RuntimeError):
    """Redis didn't start; the message carries the end of its log."""


def data_dir(var: Path) -> Path:
    return var / "redis"


def log_file(var: Path) -> Path:
    return var / "log" / "redis.log"


def is_running(var: Path) -> bool:
    pid = processes.read_pid(data_dir(var) / "redis.pid")
    alive = processes.is_program_in(pid, program="redis-server", folder=data_dir(var))
    return alive and processes.listens(socket_dir(var, "redis") / REDIS_SOCKET)


def start(var: Path) -> None:
    """Heal what a crash left, start, and wait until it answers."""
    data, sockets, log = data_dir(var), socket_dir(var, "redis"), log_file(var)
    make_private(sockets, owners=owners())
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    log.parent.mkdir(parents=True, exist_ok=True)
    processes.end(processes.orphans_of(data, program="redis-server"), seconds=5)
    for leftover in (data / "redis.pid", sockets / REDIS_SOCKET):
        leftover.unlink(missing_ok=True)
    config = data / "redis.conf"
    settings = TUNING | {
        "unixsocket": _quoted(sockets / REDIS_SOCKET),
        "dir": _quoted(data.resolve()),
        "pidfile": _quoted(data.resolve() / "redis.pid"),
        "logfile": _quoted(log.resolve()),
    }
    config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    started = subprocess.run(  # noqa: S603 - our own binary, our own arguments
        [str(redis_program()), str(config)],
        cwd=data,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if started.returncode != 0 or not _answers(var):
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else started.stdout
        msg = f"Redis didn't start. The end of {log}:\n{tail}"
        raise RedisFailedError(msg)


def stop(var: Path) -> None:
    """Ask it to write its file and go; insist after ten seconds."""
    processes.end(processes.orphans_of(data_dir(var), program="redis-server"), seconds=10)


def _answers(var: Path) -> bool:
    deadline = time.monotonic() + PATIENCE
    with redis.Redis.from_url(service_urls(var).redis_url) as client:
        while time.monotonic() < deadline:
            try:
                if client.ping():
                    return True
            except (redis.ConnectionError, redis.BusyLoadingError):
                time.sleep(0.02)
    return False


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'
