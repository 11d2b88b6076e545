from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from comanda.kernel.errors import ConflictError
from shared_apps.accounts.facade import end_sessions
from shared_apps.audit.contracts import Actor
from shared_apps.audit.facade import record
from tenant_apps.team.contracts import Role
from tenant_apps.team.errors import LastOwnerError, MemberNotFoundError, RoleUnknownError
from tenant_apps.team.models import StaffMember
from tenants import live


def change_role(*, member_id: int, role: str, venue_ids: Collection[int] | None, actor: Actor) -> None:
    """Give a member another role or other venues (None: all). Works from their next request on.

    Raises MemberNotFoundError, RoleUnknownError, LastOwnerError.
    """
    if role not in set(Role):
        raise RoleUnknownError
    with transaction.atomic():
        member = _locked(member_id)
        if role != Role.OWNER:
            _keep_an_owner(member)
        before = {"role": member.role, "venue_ids": member.venue_ids}
        # Owners are owners of everything.
        member.role = role
        member.venue_ids = None if venue_ids is None or role == Role.OWNER else sorted(venue_ids)
        member.save(update_fields=["role", "venue_ids"])
        after = {"role": member.role, "venue_ids": member.venue_ids}
        if after != before:
            live.disconnect_user(user_id=member.user_id)  # they come back to what they may still hear
            _tell("team.change_role", member, actor, before, after)


def deactivate(*, member_id: int, actor: Actor) -> None:
    """Take somebody off the team: they are signed out everywhere. As a customer they may come back.

    Raises MemberNotFoundError, LastOwnerError, ConflictError (yourself).
    """
    with transaction.atomic():
        member = _locked(member_id)
        if member.user_id == actor.user_id:
            raise ConflictError(_("You can't take yourself off the team."), remedy=_("Ask another owner to do it."))
        _keep_an_owner(member)
        if member.is_active:
            member.is_active = False
            member.save(update_fields=["is_active"])
            end_sessions(user_id=member.user_id)
            _tell("team.deactivate", member, actor, {"is_active": True}, {"is_active": False})


def reactivate(*, member_id: int, actor: Actor) -> None:
    """Back on the team with the role they had."""
    with transaction.atomic():
        member = _locked(member_id)
        if not member.is_active:
            member.is_active = True
            member.save(update_fields=["is_active"])
            _tell("team.reactivate", member, actor, {"is_active": False}, {"is_active": True})


def _locked(member_id: int) -> StaffMember:
    # Owners first, then the member: everybody takes the locks in one order.
    StaffMember.objects.locked_owners()
    member: StaffMember | None = StaffMember.objects.select_for_update().filter(pk=member_id).order_by("pk").first()
    if member is None:
        raise MemberNotFoundError
    return member


def _keep_an_owner(member: StaffMember) -> None:
    owners = StaffMember.objects.locked_owners()
    if owners == [member]:
        raise LastOwnerError


def _tell(action: str, member: StaffMember, actor: Actor, before: dict[str, object], after: dict[str, object]) -> None:
    record(
        action=action,
        actor=actor,
        object_type="staff",
        object_id=member.pk,
        object_label=member.name,
        before=before,
        after=after,
    )
