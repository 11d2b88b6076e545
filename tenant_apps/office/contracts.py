"""The office's shell and home, as data."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class NavItem:
    label: Any
    url: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A job somebody does here, with its pages."""

    label: Any
    url: str
    icon: str
    active: bool = False
    badge: str = ""
    items: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the command palette."""

    label: Any
    url: str
    icon: str = "arrow-right"
    hint: Any = ""


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """One thing to do before the first busy evening. Whether it is done is looked up, never ticked off by hand."""

    name: str
    title: Any
    text: Any
    url: str
    action: Any
    done: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    steps: tuple[ChecklistStep, ...] = field(default_factory=tuple)

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def next_step(self) -> ChecklistStep | None:
        return next((step for step in self.steps if not step.done), None)
