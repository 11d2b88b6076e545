"""Which dish an option goes with, while both are on their way into the books."""

from collections.abc import Sequence

from tenant_apps.pricing.contracts import LineKind, PricedLine


def dishes_of(*, line_ids: Sequence[int], lines: Sequence[PricedLine]) -> list[int | None]:
    """For every line the id of the dish it is part of: options follow theirs. None: it stands for itself."""
    found: list[int | None] = []
    dish: int | None = None
    for pk, line in zip(line_ids, lines, strict=True):
        dish = pk if line.kind is LineKind.ITEM else dish
        found.append(dish if line.kind is LineKind.OPTION else None)
    return found
