"""What one group of schemas must go through, written down while its canary goes through it for real.

Django works out the SQL of a migration by looking at the schema it changes; the canary is that schema, and every
statement is recorded as it runs. Schemas with the same fingerprint take the same statements. What is not plain SQL in a
transaction (RunPython, CONCURRENTLY) is kept as a migration and run through Django on each tenant, with the state built
here once; without a transaction an operation at a time (`resuming.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from tenants.context import use_tenant
from tenants.fleet.registrations import register_new_models
from tenants.fleet.resuming import find_reached, run_by_operation
from tenants.fleet.survey import Group
from tenants.provisioning.spares import schema_ref
from tenants.schema.migrations import Key, disk_loader, wanted
from tenants.schema.stamp import UNSETTLED, stamping


@dataclass(frozen=True, slots=True)
class SqlStep:
    """Atomic migrations as one string; it records them, too."""

    keys: tuple[Key, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class DjangoStep:
    """A migration that Django itself must run, from this state."""

    key: Key
    migration: Migration
    state: ProjectState


Step = SqlStep | DjangoStep


class RecordingEditor(DatabaseSchemaEditor):
    """Runs and remembers every statement."""

    def __init__(self, connection: Any, *, atomic: bool) -> None:
        super().__init__(connection, atomic=atomic)
        self.recorded: list[str] = []

    def execute(self, sql: Any, params: Any = ()) -> None:
        text = str(sql)
        if params:
            text %= tuple(self.quote_value(value) for value in params)
        elif params is not None:
            text = text.replace("%%", "%")
        super().execute(sql, params)
        self.recorded.append(text.rstrip().rstrip(";"))


def go_first(group: Group, *, tell: Callable[[str], None]) -> list[Step]:
    """Migrate the group's canary and return the steps for the others. Raises whatever the migration raises."""
    with use_tenant(schema_ref(group.canary, group.shard)) as ref:
        connection = connections[ref.alias]
        recorder = MigrationRecorder(connection)
        state = _state_after(group.applied)
        steps: list[Step] = []
        nodes = disk_loader().graph.nodes
        reached = find_reached(connection, [key for key in group.missing if not nodes[key].atomic])
        if not reached:
            _stamp(connection, group.canary, UNSETTLED)
        for key in group.missing:
            migration = nodes[key]
            tell(f"{group.canary}: {migration}")
            plain = is_plain_sql(migration)
            if not plain:
                steps.append(DjangoStep(key, migration, state.clone()))
            if not migration.atomic:
                here, come = group.canary, reached.get(key)
                state = run_by_operation(
                    connection, schema=here, key=key, migration=migration, state=state, reached=come
                )
                continue
            with RecordingEditor(connection, atomic=True) as editor:
                state = migration.apply(state, editor)
                recorder.record_applied(*key)
            if plain:
                steps.append(SqlStep((key,), ";\n".join([*editor.recorded, _record(key)]) + ";\n"))
        steps.append(SqlStep((), register_new_models(connection)))
        _stamp(connection, group.canary, group.stamp)
        return merge(steps)


def _state_after(applied: frozenset[Key]) -> ProjectState:
    """The models as those migrations left them, all rendered: each migration then renders only what it touches."""
    loader = disk_loader()
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for key in wanted(platform=False):
        if key in applied:
            loader.graph.nodes[key].mutate_state(state, preserve=False)
    state.apps  # noqa: B018 - a cached property
    return state


def _stamp(connection: Any, schema: str, stamp: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(stamping(schema, stamp))


def is_plain_sql(migration: Migration) -> bool:
    return bool(migration.atomic) and all(operation.reduces_to_sql for operation in migration.operations)


def merge(steps: list[Step]) -> list[Step]:
    """Neighbouring strings become one: one round trip, one transaction."""
    merged: list[Step] = []
    for step in steps:
        last = merged[-1] if merged else None
        if isinstance(step, SqlStep) and isinstance(last, SqlStep):
            merged[-1] = SqlStep(last.keys + step.keys, last.sql + step.sql)
        elif not isinstance(step, SqlStep) or step.sql:
            merged.append(step)
    return merged


def _record(key: Key) -> str:
    app, name = key
    return f"INSERT INTO django_migrations (app, name, applied) VALUES ('{app}', '{name}', now())"  # noqa: S608
