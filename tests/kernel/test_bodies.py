"""Request bodies: what is read, what is refused, and that the documentation says the same."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.http.bodies import read
from comanda.kernel.http.schemas import schema


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Part:
    id: int
    note: str = field(default="", metadata={"most": 5})


@dataclass(frozen=True)
class Body:
    """Everything a body may hold."""

    name: str
    colour: Colour
    parts: tuple[Part, ...] = ()
    amount: Decimal = Decimal(0)
    at: datetime | None = None
    day: date | None = None
    is_on: bool = False
    part: Part | None = field(default=None, metadata={"about": "One more."})


GOOD = {"name": "x", "colour": "red"}


def test_a_full_body_is_read():
    body = read(
        Body,
        GOOD
        | {
            "parts": [{"id": 1, "note": "abc"}, {"id": 2}],
            "amount": "12.50",
            "at": "2026-03-01T19:30:00+01:00",
            "day": "2026-03-01",
            "is_on": True,
            "part": None,
        },
    )
    assert body.parts == (Part(1, "abc"), Part(2))
    assert (body.amount, body.colour, body.is_on, body.part) == (Decimal("12.50"), Colour.RED, True, None)
    assert (body.at.astimezone(UTC), body.day) == (datetime(2026, 3, 1, 18, 30, tzinfo=UTC), date(2026, 3, 1))


def test_json_numbers_are_taken_by_their_digits():
    assert read(Body, GOOD | {"amount": 0.1}).amount == Decimal("0.1")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"name": 5}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"name": "x" * 2001}, "name"),
        ({"colour": "green"}, "colour"),
        ({"colour": ["red"]}, "colour"),
        ({"parts": {}}, "parts"),
        ({"parts": [{}]}, "parts.0.id"),
        ({"parts": [{"id": 1}, {"id": True}]}, "parts.1.id"),
        ({"parts": [{"id": 2**63}]}, "parts.0.id"),
        ({"parts": [{"id": 1, "note": "abcdef"}]}, "parts.0.note"),
        ({"parts": [{"id": 1, "price": 1}]}, "parts.0.price"),
        ({"parts": [{"id": 1}] * 501}, "parts"),
        ({"amount": "1e400"}, "amount"),
        ({"amount": "Infinity"}, "amount"),
        ({"amount": "0.0000001"}, "amount"),
        ({"amount": True}, "amount"),
        ({"at": "2026-03-01T19:30:00"}, "at"),
        ({"at": 5}, "at"),
        ({"day": "01/03/26"}, "day"),
        ({"is_on": 1}, "is_on"),
        ({"part": []}, "part"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_what_does_not_fit_is_named_by_its_path(change, path):
    with pytest.raises(ValidationFailedError) as refusal:
        read(Body, GOOD | change)
    assert list(refusal.value.fields) == [path]


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_a_body_is_an_object(data):
    with pytest.raises(ValidationFailedError) as refusal:
        read(Body, data)
    assert list(refusal.value.fields) == ["body"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["name", "colour", "parts", "amount", "id", "at", "x"]), inner, max_size=6
            )
        ),
        max_leaves=20,
    )
)
def test_nothing_that_json_can_hold_breaks_the_reader(data):
    try:
        body = read(Body, data)
    except ValidationFailedError as refusal:
        faults = refusal.fields
    else:
        faults = {"": isinstance(body, Body)}
    assert any(faults.values())


def test_the_documentation_has_the_same_fields_and_limits():
    documented = schema(Body)().fields
    assert list(documented) == ["name", "colour", "parts", "amount", "at", "day", "is_on", "part"]
    assert [name for name, entry in documented.items() if entry.required] == ["name", "colour"]
    assert documented["at"].allow_null
    assert documented["part"].help_text == "One more."
    assert documented["parts"].child.fields["note"].max_length == 5
    assert list(documented["colour"].choices) == ["red", "blue"]
    assert schema(Body) is schema(Body)


@dataclass(frozen=True)
class Painted:
    colour: str = field(default="", metadata={"choices": Colour})
    stripes: tuple[str, ...] = field(default=(), metadata={"choices": Colour})


def test_a_text_may_be_one_of_some_or_empty_where_that_is_its_default():
    assert read(Painted, {"colour": "", "stripes": ["red"]}) == Painted("", ("red",))
    assert read(Painted, {"colour": "red"}).colour == "red"
    for body, where in (
        ({"colour": "green"}, "colour"),
        ({"stripes": [""]}, "stripes.0"),
        ({"colour": None}, "colour"),
    ):
        with pytest.raises(ValidationFailedError) as refused:
            read(Painted, body)
        assert list(refused.value.fields) == [where]
