from tenant_apps.team.contracts import Role
from tenant_apps.team.models import StaffMember


def appoint_owner(*, user_id: int, name: str) -> int:
    """Make the person an owner of this tenant; doing it again changes nothing. Returns the member's id."""
    member, _ = StaffMember.objects.get_or_create(
        user_id=user_id, defaults={"name": name[:120], "role": Role.OWNER.value, "venue_ids": None}
    )
    return int(member.pk)
