"""Both servers together: started where they aren't running, by however many processes ask at once."""

import contextlib
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comanda.kernel.embedded import postgres, redis_server
from comanda.kernel.embedded.addresses import ServiceUrls, service_urls, socket_dir


def ensure_services(*, var: Path, with_postgres: bool = True, with_redis: bool = True) -> ServiceUrls:
    """Start what isn't running under `var` and return the addresses.

    Safe to call from several processes: the first holds a file lock and starts, the others wait and find it running.
    The servers outlive the caller; `stop_services` ends them.
    """
    var.mkdir(parents=True, exist_ok=True)
    with _only_one(var):
        if with_postgres and not postgres.is_running(var):
            postgres.start(var)
        if with_redis and not redis_server.is_running(var):
            redis_server.start(var)
    return service_urls(var)


def stop_services(*, var: Path) -> None:
    """Stop both servers of `var`; nothing happens where none runs."""
    if not var.exists():
        return
    with _only_one(var):
        redis_server.stop(var)
        postgres.stop(var)
        for service in ("pg", "redis"):
            shutil.rmtree(socket_dir(var, service), ignore_errors=True)
        with contextlib.suppress(OSError):  # in the temp folder it is ours alone; inside `var` others may use it
            socket_dir(var, "pg").parent.rmdir()


def running_services(*, var: Path) -> frozenset[str]:
    """Which of `postgres` and `redis` run under `var`."""
    servers = (("postgres", postgres.is_running), ("redis", redis_server.is_running))
    return frozenset(name for name, is_running in servers if is_running(var))


@contextmanager
def _only_one(var: Path) -> Iterator[None]:
    """The kernel drops the lock with the process that held it, however it ended: there is no stale lock to heal."""
    with (var / ".services.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
