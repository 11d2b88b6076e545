from django.db import transaction

from comanda.kernel.clock import now
from shared_apps.accounts.facade import create_user, find_user
from shared_apps.audit.contracts import Actor
from shared_apps.audit.facade import record
from tenant_apps.team.errors import InvitationForOtherError, InvitationInvalidError
from tenant_apps.team.models import Invitation, StaffMember
from tenant_apps.team.selectors.find_invitation import digest_of


def accept_invitation(
    *,
    key: str,
    name: str,
    password: str | None = None,
    signed_in_as: str = "",
    ip: str | None = None,
) -> int:
    """Take the promised role; returns the user's id. The invitation is spent, whoever else tries it at the same time.

    A newcomer brings a name and a password (checked before); whoever has an account here signs in first and comes with
    their address as `signed_in_as`: a letter alone must not change an existing person's password.
    Raises InvitationInvalidError, InvitationForOtherError.
    """
    with transaction.atomic():
        row = Invitation.objects.open().select_for_update().filter(token_digest=digest_of(key)).order_by("pk").first()
        if row is None:
            raise InvitationInvalidError
        user = find_user(email=row.email)
        if user is None and not signed_in_as:
            user_id = create_user(email=row.email, password=password, name=name, verified=True)
        elif user is not None and signed_in_as == row.email:
            user_id = user.id
        else:
            raise InvitationForOtherError
        member, created = StaffMember.objects.get_or_create(
            user_id=user_id,
            defaults={"name": name[:120] or row.email, "role": row.role, "venue_ids": row.venue_ids},
        )
        if not created:
            member.role, member.venue_ids, member.is_active = row.role, row.venue_ids, True
            member.save(update_fields=["role", "venue_ids", "is_active"])
        row.accepted_at = now()
        row.save(update_fields=["accepted_at"])
        record(
            action="team.join",
            actor=Actor(user_id=user_id, label=row.email, ip=ip),
            object_type="staff",
            object_id=member.pk,
            object_label=member.name,
            after={"role": row.role, "venue_ids": row.venue_ids},
        )
    return user_id
