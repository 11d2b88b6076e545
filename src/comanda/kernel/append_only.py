"""Rows that are only ever added: the database itself refuses anything else. For migrations.

What has run somewhere holds this very text: a change of it is a new function beside this one.
"""

from django.db.migrations.operations import RunSQL


def only_added(*, function: str, trigger: str, table: str, events: str = "UPDATE OR DELETE OR TRUNCATE") -> RunSQL:
    """Makes the app's `function`, which refuses, and has `trigger` call it on `events`."""
    return RunSQL(
        f"""
CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$body$;
{_trigger(function, trigger, table, events)}
""",
        f"""
DROP TRIGGER {trigger} ON {table};
DROP FUNCTION {function}();
""",
    )


def _trigger(function: str, trigger: str, table: str, events: str) -> str:
    return f"""CREATE TRIGGER {trigger} BEFORE {events} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();"""


def only_added_too(*, function: str, trigger: str, table: str, events: str = "UPDATE OR DELETE OR TRUNCATE") -> RunSQL:
    """For another table, or another event, of an app that has its function already."""
    return RunSQL(
        f"""
{_trigger(function, trigger, table, events)}
""",
        f"DROP TRIGGER {trigger} ON {table};",
    )
