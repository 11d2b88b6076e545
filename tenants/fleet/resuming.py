"""Migrations that can't be one transaction, an operation at a time: each says that it is done, and isn't done twice.

What has been reached stands in the schema's comment, beside "unsettled". A build of an index that was cut leaves an
index that is not valid: it is dropped and built again. One that was finished, and the cut came before that was
noted, is left alone. So that this holds, give each statement of such a migration an operation of its own.
"""

import re
from contextlib import nullcontext
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from tenants.schema.migrations import Key
from tenants.schema.stamp import UNSETTLED, stamping

BUILD = re.compile(r'\s*CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+"?(\w+)"?\s+ON\s', re.IGNORECASE)
COMMENT = "SELECT obj_description(current_schema()::regnamespace, 'pg_namespace')"
IS_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)"


class ResumingEditor(DatabaseSchemaEditor):
    """Outside transactions, over what an earlier try may have left."""

    def __init__(self, connection: Any, *, again: bool) -> None:
        super().__init__(connection, atomic=False)
        self.again = again

    def execute(self, sql: Any, params: Any = ()) -> None:
        if build := BUILD.match(str(sql)):
            valid = self._is_valid(build[1])
            if valid and self.again:
                return
            if valid is False:
                super().execute(f'DROP INDEX CONCURRENTLY "{build[1]}"')
        super().execute(sql, params)

    def _is_valid(self, index: str) -> bool | None:
        with self.connection.cursor() as cursor:
            cursor.execute(IS_VALID, [f'"{index}"'])
            row = cursor.fetchone()
        return None if row is None else bool(row[0])


def find_reached(connection: Any, keys: list[Key]) -> dict[Key, int]:
    """Of these migrations the one the current schema says was begun, with how many of its operations are done.

    Ask before anything else is written into the schema's comment.
    """
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(COMMENT)
        said = cursor.fetchone()[0] or ""
    return {key: int(said.rpartition(" ")[2]) for key in keys if said.startswith(f"{_begun(key)} ")}


def run_by_operation(
    connection: Any, *, schema: str, key: Key, migration: Migration, state: ProjectState, reached: int | None
) -> ProjectState:
    """Bring the current schema through what is left of the migration, and record it. Returns the state after it.

    Raises what the operation raised; repeated, it goes on from there.
    """
    for number, operation in enumerate(migration.operations):
        before = state.clone()
        operation.state_forwards(migration.app_label, state)
        if number < (reached or 0):
            continue
        again = number == reached
        _note(connection, schema, key, number)
        around = transaction.atomic(connection.alias) if operation.atomic else nullcontext()
        with ResumingEditor(connection, again=again) as editor, around:
            operation.database_forwards(migration.app_label, editor, before, state)
        _note(connection, schema, key, number + 1)
    MigrationRecorder(connection).record_applied(*key)
    return state


def _note(connection: Any, schema: str, key: Key, reached: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(stamping(schema, f"{_begun(key)} {reached}"))


def _begun(key: Key) -> str:
    return f"{UNSETTLED} {key[0]}.{key[1]}"
