"""What COPY carries comes out as it went in."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from comanda.kernel.copying import cells, copy_rows, escaped
from tenants.context import use_tenant

TEXTS = ["", "plain", "tab\there", "line\nbreak", "\r", "back\\slash", "\\N", "ü🍕"]


@pytest.fixture
def cursor(tenant_a, db):
    with use_tenant(tenant_a), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (n int, text text, amount numeric, day date, at timestamptz)")
        yield cursor


def test_any_text_stays_that_text_and_nothing_becomes_null(cursor):
    copy_rows("copied", ("n", "text"), [f"{n}\t{escaped(text)}" for n, text in enumerate(TEXTS)])
    copy_rows("copied", ("n", "text"), [cells((len(TEXTS), None))])
    cursor.execute("SELECT text FROM copied ORDER BY n")
    assert [text for (text,) in cursor.fetchall()] == [*TEXTS, None]


def test_values_keep_their_kind(cursor):
    row = (1, "one", Decimal("12.50"), date(2026, 3, 7), datetime(2026, 3, 7, 12, tzinfo=UTC))
    copy_rows("copied", ("n", "text", "amount", "day", "at"), [cells(row)])
    cursor.execute("SELECT * FROM copied")
    assert cursor.fetchone() == row


def test_many_rows_go_in_pieces_and_none_is_lost(cursor):
    copy_rows("copied", ("n",), (str(n) for n in range(4_001)))
    copy_rows("copied", ("n",), [])
    cursor.execute("SELECT count(*), sum(n) FROM copied")
    assert cursor.fetchone() == (4_001, 4_000 * 4_001 // 2)
