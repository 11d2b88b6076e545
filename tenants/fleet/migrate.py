"""The fleet migration: one run at a time on the platform, resumable by nature.

What a schema has applied is written in the schema itself, so a run that was cut anywhere is continued by the next one:
it finds fewer schemas behind. `FleetState` keeps what happened to each, for people.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _

from tenants.connections import direct_connection, shard_aliases
from tenants.context import CONTROL_ALIAS
from tenants.errors import FleetBusyError
from tenants.fleet.apply import apply_steps
from tenants.fleet.steps import Step, go_first
from tenants.fleet.survey import Group, survey
from tenants.models import FleetState, SpareSchema
from tenants.schema.migrations import code_fingerprint
from tenants.schema.stamp import stamping

LOCK = 0x666C656574303031
MOST_FAILURES = 20
SAVE_EVERY = 200
SAVE = f"""
INSERT INTO {FleetState._meta.db_table} (schema, shard, status, fingerprint, milliseconds, error, updated_at)
SELECT outcome.*, now()
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::float8[], %s::text[]) AS outcome
ON CONFLICT (schema) DO UPDATE SET shard = excluded.shard, status = excluded.status, updated_at = excluded.updated_at,
  fingerprint = excluded.fingerprint, milliseconds = excluded.milliseconds, error = excluded.error
"""  # noqa: S608 - the table's name is ours


@dataclass(frozen=True, slots=True)
class Outcome:
    schema: str
    shard: str
    milliseconds: float
    error: str = ""


@dataclass(slots=True)
class FleetReport:
    groups: list[Group] = field(default_factory=list)
    migrated: int = 0
    failed: list[Outcome] = field(default_factory=list)
    not_tried: int = 0
    seconds: float = 0.0

    @property
    def behind(self) -> int:
        return sum(len(group.schemas) for group in self.groups)


Advance = Callable[[Outcome], None]


def migrate_fleet(
    *,
    workers: int = 4,
    only: frozenset[str] | None = None,
    tell: Callable[[str], None] | None = None,
    on_plan: Callable[[list[Group]], None] | None = None,
    on_outcome: Advance | None = None,
) -> FleetReport:
    """Migrate the template, every spare and every tenant that is behind (or the schemas in `only`).

    Raises FleetBusyError while another run holds the lock. A canary's error stops its group before anybody else is
    touched; other errors are reported per schema, and the run stops after `MOST_FAILURES` of them.
    """
    started = time.perf_counter()
    report = FleetReport()
    with alone():
        surveys = {shard: survey(shard, only=only) for shard in shard_aliases()}
        report.groups = [group for found in surveys.values() for group in found.groups]
        if on_plan is not None:
            on_plan(report.groups)
        for shard, found in surveys.items():
            _stamp(shard, found.unstamped)
        for group in report.groups:
            _migrate_group(group, report, workers, tell or (lambda _text: None), on_outcome or (lambda _outcome: None))
    report.seconds = time.perf_counter() - started
    return report


def plan(*, only: frozenset[str] | None = None) -> list[Group]:
    """Who is behind, and by what. Changes nothing."""
    return [group for shard in shard_aliases() for group in survey(shard, only=only).groups]


def _stamp(shard: str, unstamped: dict[str, str]) -> None:
    """Who didn't say where they are says it from now on; nobody else migrates while we hold the lock."""
    if unstamped:
        with direct_connection(shard) as connection:
            connection.execute("".join(stamping(schema, stamp) for schema, stamp in unstamped.items()))


@contextmanager
def alone() -> Iterator[None]:
    with direct_connection(CONTROL_ALIAS) as lock:
        row = lock.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        if row is None or not row[0]:
            raise FleetBusyError(
                _("Another migration of the fleet is running."), remedy=_("Wait until it is done; then run this again.")
            )
        try:
            yield
        finally:
            with suppress(psycopg.Error):  # the connection may have died, and the lock with it
                # Closing it would do, a moment later: who comes at once must not be refused.
                lock.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _migrate_group(
    group: Group, report: FleetReport, workers: int, tell: Callable[[str], None], advance: Advance
) -> None:
    started = time.perf_counter()
    try:
        steps = go_first(group, tell=tell)
    except Exception as error:  # noqa: BLE001 - a migration may raise anything; only the canary was touched
        connections.close_all()
        outcome = Outcome(group.canary, group.shard, (time.perf_counter() - started) * 1000, _describe(error))
        advance(outcome)
        _save([outcome])
        report.failed.append(outcome)
        report.not_tried += len(group.schemas) - 1
        return
    first = Outcome(group.canary, group.shard, (time.perf_counter() - started) * 1000)
    advance(first)
    outcomes = [first]
    rest = [schema for schema in group.schemas if schema != group.canary]
    for outcome in _in_parallel(rest, group, steps, workers, report):
        advance(outcome)
        outcomes.append(outcome)
        if len(outcomes) == SAVE_EVERY:
            _take_stock(outcomes, report)
            outcomes = []
    _take_stock(outcomes, report)


def _in_parallel(
    schemas: list[str], group: Group, steps: list[Step], workers: int, report: FleetReport
) -> Iterator[Outcome]:
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for schema in schemas:
        waiting.put(schema)
    done: queue.SimpleQueue[Outcome | None] = queue.SimpleQueue()
    stop = threading.Event()
    crew = min(workers, max(1, len(schemas)))
    with ThreadPoolExecutor(crew) as pool:
        for _number in range(crew):
            pool.submit(_work, waiting, done, stop, group, steps)
        finished = failures = 0
        try:
            while finished < crew:
                outcome = done.get()
                if outcome is None:
                    finished += 1
                    continue
                failures += bool(outcome.error)
                if failures >= MOST_FAILURES:
                    stop.set()
                yield outcome
        finally:
            stop.set()
    report.not_tried += waiting.qsize()


def _work(
    waiting: "queue.SimpleQueue[str]",
    done: "queue.SimpleQueue[Outcome | None]",
    stop: threading.Event,
    group: Group,
    steps: list[Step],
) -> None:
    shard, stamp = group.shard, group.stamp
    connection: psycopg.Connection[object] | None = None
    try:
        while not stop.is_set():
            try:
                schema = waiting.get_nowait()
            except queue.Empty:
                break
            try:
                if connection is None or connection.closed:
                    connection = direct_connection(shard)
                taken = apply_steps(connection, schema=schema, shard=shard, steps=steps, stamp=stamp)
                done.put(Outcome(schema, shard, taken))
            except Exception as error:  # noqa: BLE001 - one tenant's trouble is reported and the others go on
                done.put(Outcome(schema, shard, 0.0, _describe(error)))
    finally:
        if connection is not None:
            connection.close()
        connections.close_all()
        done.put(None)


def _take_stock(outcomes: list[Outcome], report: FleetReport) -> None:
    _save(outcomes)
    report.migrated += sum(not outcome.error for outcome in outcomes)
    report.failed += [outcome for outcome in outcomes if outcome.error]
    done = [outcome.schema for outcome in outcomes if not outcome.error]
    SpareSchema.objects.filter(schema__in=done).update(fingerprint=code_fingerprint())


def _save(outcomes: list[Outcome]) -> None:
    """One statement: through the ORM two hundred rows take 15 ms of the time they report on."""
    columns: Any = [  # arrays, which psycopg knows and Django's types don't
        [outcome.schema for outcome in outcomes],
        [outcome.shard for outcome in outcomes],
        ["failed" if outcome.error else "done" for outcome in outcomes],
        ["" if outcome.error else code_fingerprint() for outcome in outcomes],
        [outcome.milliseconds for outcome in outcomes],
        [outcome.error for outcome in outcomes],
    ]
    with connections[CONTROL_ALIAS].cursor() as cursor:
        cursor.execute(SAVE, columns)


def _describe(error: Exception) -> str:
    cause = error.__cause__ if isinstance(error, DatabaseError) and error.__cause__ else error
    return f"{type(cause).__name__}: {cause}"[:2000]
