"""Lines as guests read them: a dish and what was chosen with it are one thing at one price."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from comanda.kernel.money import ZERO
from tenant_apps.pricing.contracts import LineKind


class SoldLine(Protocol):
    """A line of a basket, or of an order."""

    @property
    def kind(self) -> str: ...
    @property
    def gross(self) -> Decimal: ...


Line = TypeVar("Line", bound=SoldLine)


@dataclass(frozen=True, slots=True)
class Dish(Generic[Line]):
    line: Line
    options: tuple[Line, ...]
    """What was chosen for it and has a line of its own, because of its tax."""

    @property
    def gross(self) -> Decimal:
        return self.line.gross + sum((option.gross for option in self.options), ZERO)


def list_dishes(lines: Iterable[Line]) -> tuple[Dish[Line], ...]:
    """The items among `lines` (in their order: options follow their item), each with its options; fees are left out."""
    found: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if line.kind == LineKind.ITEM:
            found.append((line, []))
        elif line.kind == LineKind.OPTION and found:
            found[-1][1].append(line)
    return tuple(Dish(line, tuple(options)) for line, options in found)
