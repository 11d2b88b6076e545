"""Filters and locks over the team, always in the order of the primary key."""

from typing import Any

from django.db import models
from django.db.models import Q

from comanda.kernel.clock import now


class StaffQuerySet(models.QuerySet[Any]):
    def locked_owners(self) -> list[Any]:
        """Everybody who is an owner now, locked: two demotions at once can't leave the house without one."""
        return list(self.filter(role="owner", is_active=True).order_by("pk").select_for_update())


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> "InvitationQuerySet":
        """Neither used nor withdrawn nor run out."""
        return self.filter(Q(expires_at__gt=now()), accepted_at=None, revoked_at=None)
