from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from comanda.kernel.clock import now
from tenant_apps.team.contracts import Role
from tenant_apps.team.querysets import InvitationQuerySet, StaffQuerySet

ROLES = [(role.value, role.value) for role in Role]


class StaffMember(models.Model):
    """A person behind the counter: who they are, what they may do and where."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=ROLES)
    venue_ids: "ArrayField[Any, Any]" = ArrayField(models.BigIntegerField(), null=True)
    """NULL: every venue of the tenant, also those to come."""
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=now, editable=False)

    objects = StaffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="team_role_known")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class Invitation(models.Model):
    """A promise of a role to an e-mail address. Only the token's digest is kept; the mail alone holds the token."""

    email = models.EmailField()
    role = models.CharField(max_length=20, choices=ROLES)
    venue_ids: "ArrayField[Any, Any]" = ArrayField(models.BigIntegerField(), null=True)
    token_digest = models.BinaryField(max_length=32, unique=True)
    invited_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(accepted_at=None, revoked_at=None), name="team_one_open_invitation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.role})"
