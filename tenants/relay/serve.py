"""The relay's loop: take a schema that has work, deliver a little of it in that tenant's context, take the next.

A batch is small and what remains goes to the end of the list, so that one tenant's import doesn't hold up another's
orders. Whatever fails under it, Redis, a database or a tenant's own work, it is logged, and the loop waits and goes on.
"""

import contextlib
import logging
import threading
from collections.abc import Callable

import redis
from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from comanda.kernel.outbox.relay import relay_pending
from tenants.context import use_tenant
from tenants.freezing import find_thawed
from tenants.relay.sweep import find_waiting
from tenants.relay.waking import pop, push

logger = logging.getLogger(__name__)

BATCH = 50
SWEEP_SECONDS = 30.0
PAUSE_SECONDS = 1.0


def serve(*, stop: threading.Event, workers: int = 2, sweep_seconds: float = SWEEP_SECONDS) -> None:
    """Relay until `stop` is set, then finish what is in hand."""
    threads = [
        threading.Thread(target=_until, args=(stop, work_once), name=f"relay-{number}") for number in range(workers)
    ]
    for thread in threads:
        thread.start()
    _until(stop, lambda: sweep_once() or stop.wait(sweep_seconds))
    for thread in threads:
        thread.join()


def work_once(*, timeout: float = 1.0) -> int:
    """Wait for a wake-up and relay; how many facts were delivered."""
    schema = pop(timeout=timeout)
    return 0 if schema is None else relay_schema(schema, again=lambda name: push([name]))


def sweep_once() -> int:
    """Relay what waits anywhere, round by round, one batch a tenant, needing no Redis."""
    total = 0
    waiting = find_waiting()
    while waiting:
        again: list[str] = []
        for schema in waiting:
            try:
                total += relay_schema(schema, again=again.append)
            except Exception:  # one tenant's trouble, or one shard's, must not hold up who comes after it in the list
                logger.exception("relay: a schema was left for later", extra={"waiting": schema})
                connections.close_all()
        waiting = again
    return total


def relay_schema(schema: str, *, again: Callable[[str], None]) -> int:
    ref = find_thawed(schema)
    if ref is None:
        return 0  # erased since
    with use_tenant(ref):
        delivered = relay_pending(limit=BATCH)
    if delivered == BATCH:
        again(schema)
    return delivered


def _until(stop: threading.Event, step: Callable[[], object]) -> None:
    """Only `stop` ends it: a loop that died of an error nobody expected would be missed by nobody."""
    try:
        while not stop.is_set():
            try:
                close_old_connections()
                step()
            except (redis.RedisError, DatabaseError, InterfaceError, OSError) as error:
                logger.warning("relay: %s, trying again", type(error).__name__)
                _recover(stop)
            except Exception:  # the transaction it came out of is over: what failed waits in its table
                logger.exception("relay: trying again")
                _recover(stop)
    finally:
        connections.close_all()


def _recover(stop: threading.Event) -> None:
    with contextlib.suppress(Exception):  # a connection that can't even be closed is gone already
        connections.close_all()
    stop.wait(PAUSE_SECONDS)
