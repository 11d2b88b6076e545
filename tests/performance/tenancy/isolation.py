"""Everything at once for a while: threads, asyncio tasks, thread hops, rollbacks; each look must see its tenant.

A check is one answer compared with the tenant that asked: the rows read, the schema PostgreSQL is in, the context, a
cache key, a file's path, a log record.
"""

import asyncio
import logging
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from asgiref.sync import sync_to_async
from django.core.files.storage import storages
from django.db import connection, connections, transaction

from tenants.cache import tenant_key
from tenants.context import TenantRef, current_tenant, find_tenant, use_tenant
from tenants.logging import TenantFilter
from tenants.selectors import list_tenants

ROWS = 5
THREADS = 4
TASKS = 40
LONGEST = 240.0


class Tally:
    def __init__(self, wanted: int) -> None:
        self._wanted, self._until = wanted, time.monotonic() + LONGEST
        self.checks = 0
        self.wrong = 0
        self._lock = threading.Lock()

    @property
    def more(self) -> bool:
        return self.checks < self._wanted and time.monotonic() < self._until

    def add(self, outcomes: list[bool]) -> None:
        with self._lock:
            self.checks += len(outcomes)
            self.wrong += outcomes.count(False)


def stress(wanted: int, *, tenants: int = 20) -> dict[str, float]:
    """Until `wanted` checks are made; longer than `LONGEST` seconds would be a hanging machine."""
    refs = list_tenants()[:tenants]
    for ref in refs:
        mark(ref)
    tally, started = Tally(wanted), time.monotonic()
    threads = [threading.Thread(target=in_thread, args=(refs, tally, seed)) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    asyncio.run(in_tasks(refs, tally))
    for thread in threads:
        thread.join()
    tally.add([find_tenant() is None])
    connections.close_all()
    taken = round(time.monotonic() - started, 1)
    return {"checks": tally.checks, "wrong": tally.wrong, "tenants": len(refs), "seconds": taken}


def mark(ref: TenantRef) -> None:
    with use_tenant(ref), connection.cursor() as cursor:
        cursor.execute("DELETE FROM probe_marker")
        cursor.execute("INSERT INTO probe_marker (owner, number) SELECT %s, generate_series(1, %s)", [ref.schema, ROWS])


def look(ref: TenantRef) -> list[bool]:
    """One round trip, and everything else that depends on whom we serve."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner, current_schema() FROM probe_marker")
        rows = cursor.fetchall()
    return [*(owner == schema == ref.schema for owner, schema in rows), len(rows) == ROWS, *glance(ref)]


def glance(ref: TenantRef) -> list[bool]:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "x", None, None)
    TenantFilter().filter(record)
    return [
        current_tenant() is ref,
        tenant_key("k", "", 1).startswith(f"{ref.schema}:"),
        Path(storages["default"].path("a")).parent.name == ref.schema,
        record.schema == ref.schema,  # type: ignore[attr-defined]
    ]


class UndoError(Exception):
    pass


def in_thread(refs: list[TenantRef], tally: Tally, seed: int) -> None:
    """Nested contexts, savepoints and transactions that roll back in the middle of a change of tenant."""
    dice = random.Random(seed)
    while tally.more:
        first, second = dice.sample(refs, 2)
        outcomes: list[bool] = []
        with use_tenant(first):
            outcomes += look(first)
            try:
                with transaction.atomic():
                    outcomes += look(first)
                    with use_tenant(second):
                        outcomes += look(second)
                        try:
                            with transaction.atomic():
                                outcomes += look(second)
                                with use_tenant(first):
                                    outcomes += look(first)
                                raise UndoError
                        except UndoError:
                            outcomes += look(second)
                    outcomes += look(first)
                    if dice.random() < 0.5:
                        raise UndoError
            except UndoError:
                pass
            outcomes += look(first)
        tally.add(outcomes)
    connections.close_all()


async def in_tasks(refs: list[TenantRef], tally: Tally) -> None:
    """Tasks that hop between threads of a pool, each in a tenant of its own, nested in gather."""
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(THREADS)
    loop.set_default_executor(pool)
    hop = sync_to_async(look, thread_sensitive=False)

    async def task(seed: int) -> None:
        dice = random.Random(seed)
        while tally.more:
            ref = dice.choice(refs)
            with use_tenant(ref):
                outcomes = glance(ref)
                await asyncio.sleep(0)
                for part in await asyncio.gather(hop(ref), hop(ref), asyncio.to_thread(look, ref)):
                    outcomes += part
                outcomes += glance(ref)
            tally.add(outcomes)

    await asyncio.gather(*(task(seed) for seed in range(TASKS)))
    barrier = threading.Barrier(THREADS)

    def close() -> None:
        connections.close_all()
        barrier.wait(30)  # so that every thread of the pool comes by

    await asyncio.gather(*(loop.run_in_executor(pool, close) for _ in range(THREADS)))
    pool.shutdown()
