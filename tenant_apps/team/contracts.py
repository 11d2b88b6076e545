"""Roles, what they may do, and who someone is to a venue."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    CASHIER = "cashier"
    KITCHEN = "kitchen"
    DRIVER = "driver"


_MANAGER = frozenset({
    "orders.view", "orders.manage", "orders.create", "menu.view", "menu.edit", "menu.publish", "menu.eighty_six",
    "kitchen.work", "venues.edit", "imports.run", "payments.refund", "customers.view", "reports.view", "theme.edit",
})  # fmt: skip

CAPABILITIES: dict[str, frozenset[str]] = {
    Role.OWNER: _MANAGER | {"team.manage", "audit.view"},
    Role.MANAGER: _MANAGER,
    Role.CASHIER: frozenset(
        {"orders.view", "orders.manage", "orders.create", "menu.view", "menu.eighty_six", "customers.view"}
    ),
    Role.KITCHEN: frozenset({"orders.view", "menu.view", "menu.eighty_six", "kitchen.work"}),
    Role.DRIVER: frozenset({"orders.view"}),
}


@dataclass(frozen=True, slots=True)
class StaffAccess:
    """What one person may do in this tenant. `venue_ids` None: at every venue."""

    user_id: int
    role: str
    name: str
    capabilities: frozenset[str]
    venue_ids: frozenset[int] | None = None

    def can(self, capability: str, venue_id: int | None = None) -> bool:
        if capability not in self.capabilities:
            return False
        return venue_id is None or self.venue_ids is None or venue_id in self.venue_ids


@dataclass(frozen=True, slots=True)
class StaffInfo:
    id: int
    user_id: int
    name: str
    email: str
    role: str
    venue_ids: frozenset[int] | None
    is_active: bool
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationInfo:
    """An open or past promise of a role. The token is known to the letter alone."""

    id: int
    email: str
    role: str
    venue_ids: frozenset[int] | None
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewInvitation:
    invitation: InvitationInfo
    token: str
    """Shown once: what goes into the letter's link."""
