"""Card numbers never belong to us: found in what people send, and refused; found in what we write, and hidden."""

import re

_LIKE_ONE = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w.-])")


def holds_card_number(text: str) -> bool:
    return any(_passes_luhn(found[0]) for found in _LIKE_ONE.finditer(text))


def hide_card_numbers(text: str, instead: str) -> str:
    return _LIKE_ONE.sub(lambda found: instead if _passes_luhn(found[0]) else found[0], text)


def _passes_luhn(text: str) -> bool:
    digits = [int(character) for character in reversed(text) if character.isdigit()]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2]]
    return sum(digits[::2] + doubled) % 10 == 0
