from shared_apps.accounts.facade import list_users
from tenant_apps.team.contracts import InvitationInfo, StaffInfo
from tenant_apps.team.errors import InvitationInvalidError, MemberNotFoundError
from tenant_apps.team.models import Invitation, StaffMember


def list_staff(*, active_only: bool = False) -> tuple[StaffInfo, ...]:
    """By name, those who have left last. Two queries."""
    members = StaffMember.objects.order_by("-is_active", "name", "pk")
    if active_only:
        members = members.filter(is_active=True)
    rows = list(members)
    people = list_users(user_ids=[row.user_id for row in rows])
    return tuple(_as_info(row, people[row.user_id].email) for row in rows)


def get_member(*, member_id: int) -> StaffInfo:
    row = StaffMember.objects.filter(pk=member_id).first()
    if row is None:
        raise MemberNotFoundError
    return _as_info(row, list_users(user_ids=[row.user_id])[row.user_id].email)


def list_invitations() -> tuple[InvitationInfo, ...]:
    """Those that can still be accepted, newest first."""
    return tuple(as_invitation(row) for row in Invitation.objects.open().order_by("-pk"))


def get_invitation(*, invitation_id: int) -> InvitationInfo:
    """A past one, too. Raises InvitationInvalidError."""
    row = Invitation.objects.filter(pk=invitation_id).first()
    if row is None:
        raise InvitationInvalidError
    return as_invitation(row)


def as_invitation(row: Invitation) -> InvitationInfo:
    return InvitationInfo(
        id=row.pk,
        email=row.email,
        role=row.role,
        venue_ids=None if row.venue_ids is None else frozenset(row.venue_ids),
        created_at=row.created_at,
        expires_at=row.expires_at,
        accepted_at=row.accepted_at,
        revoked_at=row.revoked_at,
    )


def _as_info(row: StaffMember, email: str) -> StaffInfo:
    return StaffInfo(
        id=row.pk,
        user_id=row.user_id,
        name=row.name,
        email=email,
        role=row.role,
        venue_ids=None if row.venue_ids is None else frozenset(row.venue_ids),
        is_active=row.is_active,
        joined_at=row.joined_at,
    )
