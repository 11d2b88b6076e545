"""Content types and permissions that new code brings: written on the canary by Django, copied to the others with ids.

Django's own functions look at every model with queries of their own (0.12 s); most releases add no model, and then two
queries here see that there is nothing to write.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import _get_all_permissions  # type: ignore[attr-defined]

from tenants.schema.migrations import labels_of, register_models

COLUMNS = {
    "django_content_type": ("id", "app_label", "model"),
    "auth_permission": ("id", "name", "content_type_id", "codename"),
}

Rows = dict[str, list[tuple[Any, ...]]]


def register_new_models(connection: Any) -> str:
    """Bring the current schema's registrations to this code's models; returns the statements that repeat it elsewhere.

    All tenants keep the same ids: caches and copies rely on it.
    """
    before = _read(connection)
    if _wanted() <= _present(before):
        return ""
    register_models(connection.alias, platform=False)
    after = _read(connection)
    return "".join(_copy(connection, table, before[table], after[table]) for table in COLUMNS)


def _read(connection: Any) -> Rows:
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")  # noqa: S608
            rows[table] = cursor.fetchall()
    return rows


def _present(rows: Rows) -> set[tuple[str, ...]]:
    kinds = {row[0]: (row[1], row[2]) for row in rows["django_content_type"]}
    return {*kinds.values(), *((*kinds[row[2]], row[3]) for row in rows["auth_permission"])}


def _wanted() -> set[tuple[str, ...]]:
    """(app, model) for each model of the apps in tenants' schemas, (app, model, permission) for each permission."""
    found: set[tuple[str, ...]] = set()
    for label in labels_of(platform=False):
        for model in apps.get_app_config(label).get_models():
            kind = (model._meta.app_label, str(model._meta.model_name))
            found.add(kind)
            found.update((*kind, codename) for codename, _name in _get_all_permissions(model._meta))
    return found


def _copy(connection: Any, table: str, before: list[tuple[Any, ...]], after: list[tuple[Any, ...]]) -> str:
    known = set(before)
    new = [row for row in after if row not in known]
    if not new:
        return ""
    quote = connection.schema_editor().quote_value
    values = ", ".join(f"({', '.join(str(quote(value)) for value in row)})" for row in new)
    return (
        f"INSERT INTO {table} ({', '.join(COLUMNS[table])}) VALUES {values};\n"  # noqa: S608
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {new[-1][0]});\n"
    )
