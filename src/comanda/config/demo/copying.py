"""Rows of a model, collected and written in one COPY; ids taken from its sequence beforehand."""

from django.db import connection
from django.db.models import Model

from comanda.kernel.copying import copy_rows


class Table:
    """Rows to be written to a model's table. `columns` are field names."""

    def __init__(self, model: type[Model], *columns: str) -> None:
        self.name = model._meta.db_table
        known = {field.name: field.column for field in model._meta.concrete_fields if field.column}
        self._columns = [known[name] for name in columns]
        self._lines: list[str] = []

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, *texts: str) -> None:
        """One row, already encoded: texts may be several cells with tabs between them."""
        self._lines.append("\t".join(texts))

    def write(self) -> None:
        """All rows in one COPY; the table is empty again afterwards."""
        if not self._lines:
            return
        copy_rows(self.name, self._columns, self._lines)
        self._lines.clear()


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
