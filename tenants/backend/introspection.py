"""The table list, of one namespace.

Django's asks `pg_table_is_visible` for every relation of the database: 313 ms at 1000 tenants, four times a tenant.
"""

from typing import Any

from django.db.backends.postgresql import introspection as postgresql

TABLES = """
SELECT c.relname,
       CASE WHEN c.relispartition THEN 'p' WHEN c.relkind IN ('m', 'v') THEN 'v' ELSE 't' END,
       obj_description(c.oid, 'pg_class')
FROM pg_catalog.pg_class c
WHERE c.relkind IN ('f', 'm', 'p', 'r', 'v') AND c.relnamespace = current_schema()::regnamespace
"""


class DatabaseIntrospection(postgresql.DatabaseIntrospection):
    def get_table_list(self, cursor: Any) -> list[postgresql.TableInfo]:  # type: ignore[override]
        cursor.execute(TABLES)
        return [postgresql.TableInfo(*row) for row in cursor.fetchall() if row[0] not in self.ignored_tables]
