"""Whole numbers out of addresses and forms, where anything may stand."""

from collections.abc import Iterable

BIGGEST = 2**63 - 1
"""What a row's id can be."""


def whole_number(text: str, most: int = BIGGEST) -> int | None:
    """What `text` says in digits; None where it says none, or more than `most`.

    Its length is looked at first: Python refuses to read digits by the thousand, and nobody means them.
    """
    if not text.isdecimal() or len(text.lstrip("0")) > len(str(most)):
        return None
    number = int(text.lstrip("0") or "0")
    return number if number <= most else None


def whole_numbers(texts: Iterable[str]) -> list[int]:
    """Those that are; the others are left out."""
    return [number for text in texts if (number := whole_number(text)) is not None]
