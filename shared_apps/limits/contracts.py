from dataclasses import dataclass

WINDOW = 60
"""Seconds. A window begins with the minute."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests a minute: of all of a tenant's clients together, and of each of them."""

    tenant: int
    client: int
