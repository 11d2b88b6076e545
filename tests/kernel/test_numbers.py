import pytest

from comanda.kernel.numbers import BIGGEST, whole_number, whole_numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("0", 0), ("00", 0), (str(BIGGEST), BIGGEST), (str(BIGGEST + 1), None), ("", None),
     ("-1", None), ("1.5", None), ("²", None), ("1 2", None), ("seven", None), ("9" * 5000, None),
     ("0" * 5000 + "7", 7)],
)  # fmt: skip
def test_digits_are_read_and_nothing_else(text: str, number: int | None) -> None:
    assert whole_number(text) == number


def test_a_limit_is_a_limit() -> None:
    assert whole_number("23", most=23) == 23
    assert whole_number("24", most=23) is None


def test_of_several_those_that_are_numbers_stay() -> None:
    assert whole_numbers(["3", "x", "", "1", "9" * 5000]) == [3, 1]
