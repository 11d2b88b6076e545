"""The fleet takes one AddField and one AddIndex: ours, and the same strings through psycopg."""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections

from tenants.connections import direct_connection
from tenants.fleet import migrate as fleet
from tenants.fleet.migrate import FleetReport, migrate_fleet
from tenants.fleet.steps import SqlStep, Step, go_first
from tenants.fleet.survey import Group
from tenants.schema import migrations
from tenants.schema.migrations import Key
from tenants.schema.stamp import stamp_of, stamping
from tests.performance.tenancy.timing import median, milliseconds

WORKERS = 4
TAKE_BACK = (
    "DROP INDEX probe_owner_number; ALTER TABLE probe_marker DROP COLUMN colour; "
    "DELETE FROM django_migrations WHERE app = 'probe' AND name = '0002_release';"
)


def release(state: str) -> None:
    """From here on this process's code is as it was `before` the second migration, or as it is `after`."""
    settings.MIGRATION_MODULES = {"probe": f"tests.performance.tenancy.probe.{state}.migrations"}
    for cached in (migrations.disk_loader, migrations.wanted, migrations.code_fingerprint):
        cached.cache_clear()


def take_back(schemas: list[str], applied: frozenset[Key]) -> None:
    """The release as if it had never been, so that it can be taken again."""
    run_everywhere(schemas, lambda schema: TAKE_BACK + stamping(schema, stamp_of(applied)))


@dataclass(frozen=True, slots=True)
class Release:
    """One release taken by the whole fleet, in milliseconds."""

    total: float
    applying: float
    """Without planning and the canary: what raw SQL has to be compared with statement by statement."""
    nothing: float
    """A second run, which finds nobody behind."""
    group: Group
    step: SqlStep

    @property
    def tenants(self) -> int:
        return len(self.group.schemas) - 1  # the template is nobody's

    @property
    def others(self) -> list[str]:
        return [schema for schema in self.group.schemas if schema != self.group.canary]


def ours() -> Release:
    reports: list[FleetReport] = []
    marks: list[float] = []
    recorded: list[list[Step]] = []

    def go_first_and_tell(group: Group, *, tell: Callable[[str], None]) -> list[Step]:
        recorded.append(go_first(group, tell=tell))
        return recorded[-1]

    original, fleet.go_first = fleet.go_first, go_first_and_tell
    on_outcome = lambda _outcome: marks.append(time.perf_counter())  # noqa: E731 - the first is the canary's
    taken = milliseconds(lambda: reports.append(migrate_fleet(workers=WORKERS, on_outcome=on_outcome)))
    applying = (time.perf_counter() - marks[0]) * 1000
    fleet.go_first = original
    nothing = milliseconds(lambda: reports.append(migrate_fleet(workers=WORKERS)))
    first, second = reports
    assert not first.failed, first.failed
    assert second.behind == 0
    (group,), ((step,),) = first.groups, recorded
    assert isinstance(step, SqlStep)
    return Release(taken, applying, nothing, group, step)


def raw(release: Release) -> float:
    """What remains if nothing is planned, checked or written down: as many connections, the same statements."""
    return milliseconds(lambda: run_everywhere(release.others, lambda _schema: release.step.sql))


def in_turns(rounds: int) -> dict[str, Any]:
    """Raw and ours, one after the other on the same warm schemas; medians."""
    first = ours()
    raws: list[float] = []
    releases: list[Release] = []
    for _ in range(rounds):
        take_back(first.others, first.group.applied)
        raws.append(raw(first))
        take_back(list(first.group.schemas), first.group.applied)
        releases.append(ours())
    return {
        "tenants": first.tenants,
        "raw": median(raws),
        "ours": median([release.total for release in releases]),
        "applying": median([release.applying for release in releases]),
        "nothing": median([release.nothing for release in releases]),
    }


def run_everywhere(schemas: list[str], sql: Callable[[str], str]) -> None:
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for schema in schemas:
        waiting.put(schema)

    def work() -> None:
        with direct_connection("default") as connection:
            while True:
                try:
                    schema = waiting.get_nowait()
                except queue.Empty:
                    return
                connection.execute(f"BEGIN; SET LOCAL search_path TO {schema};\n{sql(schema)} COMMIT")

    in_threads(work)


def in_threads(work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close_all()
