"""The shape of a domain event: a frozen dataclass of plain values, named once and for all."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in the past tense. `name` is stable: `app.fact`. Values are JSON: str, int, bool, None, tuples of them."""

    name: ClassVar[str]
