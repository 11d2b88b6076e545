"""The order someone asked for, without losing what they did not see."""

from collections.abc import Sequence


def merge_order(*, wanted: Sequence[int], present: Sequence[int]) -> list[int]:
    """`wanted` first, as far as it is there; the rest of `present` behind it, in its own order."""
    known = set(present)
    first = [key for key in dict.fromkeys(wanted) if key in known]
    return first + [key for key in present if key not in set(first)]
