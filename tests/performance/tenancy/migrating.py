"""The fleet takes one AddField and one AddIndex: ours, and the same strings through psycopg."""

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connections

from tenants.connections import direct_connection
from tenants.fleet.migrate import FleetReport, migrate_fleet
from tenants.fleet.steps import SqlStep, go_first
from tenants.fleet.survey import survey
from tenants.schema import migrations
from tests.performance.tenancy import databases
from tests.performance.tenancy.timing import milliseconds

WORKERS = 4


def release() -> None:
    """From here on this process's code has the second migration."""
    settings.MIGRATION_MODULES = {"probe": "tests.performance.tenancy.probe_after"}
    for cached in (migrations.disk_loader, migrations.wanted, migrations.code_fingerprint):
        cached.cache_clear()


def ours() -> dict[str, Any]:
    databases.use("ours")
    reports: list[FleetReport] = []
    marks: list[float] = []
    on_outcome = lambda _outcome: marks.append(time.perf_counter())  # noqa: E731 - the first is the canary's
    taken = milliseconds(lambda: reports.append(migrate_fleet(workers=WORKERS, on_outcome=on_outcome)))
    applying = (time.perf_counter() - marks[0]) * 1000
    nothing = milliseconds(lambda: reports.append(migrate_fleet(workers=WORKERS)))
    first, second = reports
    assert not first.failed, first.failed
    assert second.behind == 0
    return {"ms": taken, "applying_ms": applying, "nothing_ms": nothing, "schemas": first.migrated}


def raw() -> dict[str, Any]:
    """What remains if nothing is planned, checked or written down: as many connections, the same statements."""
    databases.use("raw")
    (group,) = survey("default")
    (step,) = go_first(group, tell=lambda _text: None)
    assert isinstance(step, SqlStep)
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for schema in group.schemas:
        if schema != group.canary:
            waiting.put(schema)

    def work() -> None:
        with direct_connection("default") as connection:
            while True:
                try:
                    schema = waiting.get_nowait()
                except queue.Empty:
                    return
                connection.execute(f"BEGIN; SET LOCAL search_path TO {schema};\n{step.sql} COMMIT")  # type: ignore[arg-type]

    return {"ms": milliseconds(lambda: in_threads(work))}


def in_threads(work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close_all()
