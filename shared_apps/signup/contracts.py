"""What a sign-up knows, and the shape of the steps that higher rooms hand down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from typing import Any


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody told us. Times are the venue's own; weekdays count from Monday, 0."""

    brand: str
    subdomain: str
    colour: str
    country: str
    currency: str
    timezone: str
    language: str
    venue_name: str
    street: str
    city: str
    postcode: str
    phone: str
    open_days: tuple[int, ...]
    opens: time
    closes: time
    owner_name: str
    email: str

    def as_json(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in self.__slots__}
        return values | {
            "open_days": list(self.open_days),
            "opens": self.opens.isoformat("minutes"),
            "closes": self.closes.isoformat("minutes"),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Answers":
        return cls(**values | {
            "open_days": tuple(values["open_days"]),
            "opens": time.fromisoformat(values["opens"]),
            "closes": time.fromisoformat(values["closes"]),
        })  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepInput:
    """What a step may use. Steps run in the new tenant's context, once or more: doing one again changes nothing."""

    answers: Answers
    password_hash: str
    origin: str
    """`http://brera.localhost:8000`: where the new tenant is served."""


@dataclass(frozen=True, slots=True)
class SignupStep:
    """One thing that must be there before the doors open. `run` returns the owner's user id if it made one."""

    name: str
    label: Any
    """Shown while it happens; may be lazily translated."""
    run: Callable[[StepInput], int | None]


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """What follows from a country until somebody says otherwise."""

    code: str
    name: str
    currency: str
    timezones: tuple[str, ...]
    """The first is the default."""
    language: str
    tax_note: str = ""


@dataclass(frozen=True, slots=True)
class StepState:
    name: str
    label: str
    state: str
    """done | now | next | bad"""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sign-up is. `problem` is what the person can put right, by field."""

    token: str
    brand: str
    steps: tuple[StepState, ...]
    finished: bool = False
    origin: str = ""
    problem: dict[str, Any] = field(default_factory=dict)
