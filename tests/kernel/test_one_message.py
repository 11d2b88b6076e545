"""Statements that travel together take effect together, and a value is only ever a value."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import orjson
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.safestring import mark_safe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comanda.kernel.idempotency.models import IdempotencyKey
from comanda.kernel.one_message import Expression, insert, send
from tenants.context import use_tenant

COLUMNS = ("scope", "key", "fingerprint", "reference", "created_at")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Colour(StrEnum):
    RED = "it's red"


def literal(value):
    """How `insert` writes it."""
    return insert("t", ("c",), [(value,)]).removeprefix("INSERT INTO t (c) VALUES (").rstrip().removesuffix(")")


def row(key, *, then="", reference="r"):
    return insert("idempotency_idempotencykey", COLUMNS, [("test", key, "f", reference, NOON)], then=then)


def keys():
    return set(IdempotencyKey.objects.values_list("key", flat=True))


@pytest.mark.django_db
class TestLiterals:
    @pytest.mark.parametrize(
        "value",
        [
            *("", "plain", "O'Brien", "'; DROP TABLE x; --"),
            *("back\\slash", "\\'", "E'\\''", "%s %(a)s %%", "$1 $$", "ü🍕"),
            *("line\nbreak", ";\n", 0, -7, 2**62, True, False, None, Colour.RED, mark_safe("a'b")),
        ],
    )  # fmt: skip
    def test_what_goes_in_comes_out(self, tenant_a, value):
        with use_tenant(tenant_a), connection.cursor() as cursor:
            cursor.execute(f"SELECT {literal(value)}")
            assert cursor.fetchone() == (value,)

    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            (Decimal("12.3400"), "numeric"),
            (Decimal("1E+2"), "numeric"),
            (NOON, "timestamptz"),
            (date(2026, 3, 1), "date"),
            (UUID(int=7), "uuid"),
            ({"a'": ["\\", None, 1.5]}, "jsonb"),
            (["x", "y'"], "jsonb"),
        ],
    )
    def test_so_do_values_of_a_type(self, tenant_a, value, kind):
        with use_tenant(tenant_a), connection.cursor() as cursor:
            cursor.execute(f"SELECT {literal(value)}::{kind}")
            found = cursor.fetchone()[0]
        assert (orjson.loads(found) if kind == "jsonb" else found) == value

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
    def test_any_text_stays_that_text(self, tenant_a, text):
        with use_tenant(tenant_a), connection.cursor() as cursor:
            cursor.execute(f"SELECT {literal(text)}, 1")
            assert cursor.fetchone() == (text, 1)

    def test_what_cannot_be_kept_is_refused(self):
        with pytest.raises(ValueError, match="NUL"):
            literal("a\0b")
        for value in (object(), b"bytes", 1.5):
            with pytest.raises(TypeError):
                literal(value)


@pytest.mark.django_db(transaction=True)
def test_a_message_outside_a_transaction_is_one(tenant_a, tenant_b):
    with use_tenant(tenant_a):
        assert send(row("one"), row("two", then="RETURNING key, reference")) == ("two", "r")
        assert send(row("three"), "SELECT 1 WHERE false") is None
        with pytest.raises(IntegrityError):
            send(row("four"), row("one"), row("five"))
        assert keys() == {"one", "two", "three"}
        send(row("six"))  # and the connection goes on
    with use_tenant(tenant_b):
        assert keys() == set()


@pytest.mark.django_db
def test_a_message_inside_a_transaction_is_a_savepoint(tenant_a):
    with use_tenant(tenant_a), transaction.atomic():
        send(row("one"))
        with pytest.raises(IntegrityError):
            send(row("two"), row("one"))
        send(row("three"))
        assert keys() == {"one", "three"}


def test_an_expression_is_written_as_it_stands():
    assert (
        insert("t", ("a", "b"), [(Expression("(SELECT 1)"), "x")]) == "INSERT INTO t (a, b) VALUES ((SELECT 1), 'x') "
    )
