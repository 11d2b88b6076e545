"""Rows by COPY, half a million in seconds: PostgreSQL's text format, encoded here, in the current tenant's schema."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection
from django.db.models import Model

NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Table:
    """Rows to be written to a model's table. `columns` are field names."""

    def __init__(self, model: type[Model], *columns: str) -> None:
        self.name = model._meta.db_table
        known = {field.name: field.column for field in model._meta.concrete_fields}
        self._columns = [known[name] for name in columns]
        self._lines: list[str] = []

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, *texts: str) -> None:
        """One row, already encoded: texts may be several cells with tabs between them."""
        self._lines.append("\t".join(texts) + "\n")

    def write(self) -> None:
        """All rows in one COPY; the table is empty again afterwards."""
        if not self._lines:
            return
        quoted = ", ".join(f'"{column}"' for column in self._columns)
        with connection.cursor() as cursor, cursor.copy(f'COPY "{self.name}" ({quoted}) FROM STDIN') as copy:
            for start in range(0, len(self._lines), 2000):
                copy.write("".join(self._lines[start : start + 2000]))
        self._lines.clear()


def cell(value: object) -> str:
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def cells(values: Sequence[object]) -> str:
    """Several values, encoded: do it once for what many rows share."""
    return "\t".join([cell(value) for value in values])


def reserve(model: type[Model], count: int) -> range:
    """`count` ids of the model's sequence, nobody else's from now on."""
    if count == 0:
        return range(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        (sequence,) = cursor.fetchone()
        # One id at a time would be slow; moving the sequence is atomic only together with its read.
        cursor.execute("SELECT setval(%s, (SELECT nextval(%s)) + %s)", [sequence, sequence, count - 1])
        (last,) = cursor.fetchone()
    return range(last - count + 1, last + 1)
