"""Cells as people write them."""

import re
from decimal import Decimal, InvalidOperation

_NOISE = re.compile(r"[^\d.,\-]")


def parse_amount(text: str) -> Decimal:
    """`12.5`, `12,50`, `€ 1.234,50`, `£1,234.50` as a Decimal. Raises ValueError for what is no amount.

    With one kind of separator, three digits after it and no other sign of decimals (`1,234`) it groups thousands only
    where it is a comma, or stands more than once: `1.234` stays one and a bit.
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = _parse_local(text)
    if not value.is_finite():
        raise _refusal(text)
    return value


def _refusal(text: str) -> ValueError:
    return ValueError(f"not an amount: {text!r}")


def _parse_local(text: str) -> Decimal:
    digits = _NOISE.sub("", text)
    if not re.search(r"\d", digits) or re.search(r"[A-Za-z]{4,}", text):
        raise _refusal(text)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        group, mark = (",", ".") if point > comma else (".", ",")
        digits = digits.replace(group, "").replace(mark, ".")
    elif digits.count(",") > 1 or re.search(r"\d,\d{3}$", digits):
        digits = digits.replace(",", "")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    else:
        digits = digits.replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise _refusal(text) from None


def split_list(text: str) -> list[str]:
    """`Tomatoes, Red Onions; Basil` as its parts, in order, without repeats. Commas inside brackets do not split."""
    parts = (part.strip() for part in re.split(r"[,;|](?![^()]*\))", text))
    return list(dict.fromkeys(part for part in parts if part))
