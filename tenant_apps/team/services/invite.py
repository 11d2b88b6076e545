from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.errors import ConflictError, ValidationFailedError
from comanda.kernel.ids import token
from shared_apps.accounts.facade import find_user
from shared_apps.audit.contracts import SYSTEM, Actor
from shared_apps.audit.facade import record
from tenant_apps.team.contracts import NewInvitation, Role
from tenant_apps.team.errors import AlreadyOnTeamError, RoleUnknownError
from tenant_apps.team.models import Invitation, StaffMember
from tenant_apps.team.selectors.find_invitation import digest_of
from tenant_apps.team.selectors.staff import as_invitation

LIFETIME = timedelta(days=7)


def invite(
    *, email: str, role: str, venue_ids: Collection[int] | None = None, invited_by: Actor = SYSTEM
) -> NewInvitation:
    """Promise a role to an address, for a week. `venue_ids` None: at every venue. An older promise to it is withdrawn.

    The caller sends the letter (`write_invitation`): only it knows the host. The token exists nowhere else.
    Raises ValidationFailedError, RoleUnknownError, AlreadyOnTeamError.
    """
    address = email.strip().lower()
    _check(address, role)
    key = token()
    try:
        with transaction.atomic():
            Invitation.objects.filter(email=address, accepted_at=None, revoked_at=None).update(revoked_at=now())
            row = Invitation.objects.create(
                email=address,
                role=role,
                venue_ids=None if venue_ids is None else sorted(venue_ids),
                token_digest=digest_of(key),
                invited_by_id=invited_by.user_id,
                expires_at=now() + LIFETIME,
            )
            record(
                action="team.invite",
                actor=invited_by,
                object_type="invitation",
                object_id=row.pk,
                object_label=address,
                after={"role": role, "venue_ids": row.venue_ids},
            )
    except IntegrityError:
        raise ConflictError(
            _("Somebody else has just invited this person."), remedy=_("Reload the page to see the invitation.")
        ) from None
    return NewInvitation(invitation=as_invitation(row), token=key)


def _check(address: str, role: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        message = _("Enter an e-mail address such as maria@example.com.")
        raise ValidationFailedError(message, fields={"email": [message]}) from None
    if role not in set(Role):
        raise RoleUnknownError
    user = find_user(email=address)
    if user is not None and StaffMember.objects.filter(user_id=user.id, is_active=True).exists():
        raise AlreadyOnTeamError
