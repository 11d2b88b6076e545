"""The audit trail as other rooms see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `user_id` None: a guest, or the system itself."""

    user_id: int | None = None
    label: str = ""
    ip: str | None = None
    request_id: str = ""


SYSTEM = Actor(label="system")


@dataclass(frozen=True, slots=True)
class Entry:
    position: int
    at: datetime
    actor_label: str
    action: str
    object_type: str
    object_id: str
    object_label: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    ip: str | None = None
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class ChainState:
    """Whether the trail is as it was written. `broken_at`: the first position that does not follow on."""

    entries: int
    broken_at: int | None = None
