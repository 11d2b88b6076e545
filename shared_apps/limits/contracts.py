from dataclasses import dataclass

WINDOW = 60
"""Seconds. A window begins with the minute."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often was asked in this window, this time included, and the seconds it lasts on."""

    of_tenant: int
    of_client: int
    seconds_left: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests a minute: of all of a tenant's clients together, and of each of them."""

    tenant: int
    client: int

    def allow(self, counted: Counted) -> bool:
        return counted.of_tenant <= self.tenant and counted.of_client <= self.client
