"""What one group of schemas must go through, written down while its canary goes through it for real.

Django works out the SQL of a migration by looking at the schema it changes; the canary is that schema, and every
statement is recorded as it runs. Schemas with the same fingerprint take the same statements. What is not plain SQL in a
transaction (RunPython, CONCURRENTLY) is kept as a migration and run through Django on each tenant, with the state built
here once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from tenants.context import use_tenant
from tenants.fleet.survey import Group
from tenants.provisioning.spares import schema_ref
from tenants.schema.migrations import Key, register_models

REGISTERED = ("django_content_type", "auth_permission")


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
        executor = MigrationExecutor(connection)
        recorder = MigrationRecorder(connection)
        plan = [(executor.loader.graph.nodes[key], False) for key in group.missing]
        state = executor._create_project_state(with_applied_migrations=True)  # type: ignore[attr-defined]
        before = _registered(connection)
        steps: list[Step] = []
        for migration, _backwards in plan:
            tell(f"{group.canary}: {migration}")
            key = (migration.app_label, migration.name)
            earlier = state.clone()
            with RecordingEditor(connection, atomic=migration.atomic) as editor:
                state = migration.apply(state, editor)
                if migration.atomic:
                    recorder.record_applied(*key)
            if not migration.atomic:
                recorder.record_applied(*key)
            if is_plain_sql(migration):
                steps.append(SqlStep((key,), ";\n".join([*editor.recorded, _record(key)]) + ";\n"))
            else:
                steps.append(DjangoStep(key, migration, earlier))
        register_models(ref.alias, platform=False)
        steps.append(SqlStep((), _new_registrations(connection, before)))
        return merge(steps)


def is_plain_sql(migration: Migration) -> bool:
    return migration.atomic is not False and all(operation.reduces_to_sql for operation in migration.operations)


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


def _registered(connection: Any) -> dict[str, set[tuple[Any, ...]]]:
    rows = {}
    with connection.cursor() as cursor:
        for table in REGISTERED:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows[table] = set(cursor.fetchall())
    return rows


def _new_registrations(connection: Any, before: dict[str, set[tuple[Any, ...]]]) -> str:
    """New content types and permissions with the canary's ids: all tenants keep the same ones."""
    quote = connection.schema_editor().quote_value
    statements = []
    with connection.cursor() as cursor:
        for table in REGISTERED:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608
            names = ", ".join(column.name for column in cursor.description)
            new = [row for row in cursor.fetchall() if row not in before[table]]
            if new:
                values = ", ".join(f"({', '.join(str(quote(value)) for value in row)})" for row in new)
                statements.append(f"INSERT INTO {table} ({names}) VALUES {values}")  # noqa: S608
                statements.append(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {new[-1][0]})")
    return "".join(f"{statement};\n" for statement in statements)
