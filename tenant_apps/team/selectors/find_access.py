from tenant_apps.team.contracts import CAPABILITIES, StaffAccess
from tenant_apps.team.models import StaffMember


def find_access(*, user_id: int) -> StaffAccess | None:
    """What the person may do in the current tenant; None for those not (or no longer) on the team. One query."""
    member = StaffMember.objects.filter(user_id=user_id, is_active=True).values("role", "name", "venue_ids").first()
    if member is None:
        return None
    return StaffAccess(
        user_id=user_id,
        role=member["role"],
        name=member["name"],
        capabilities=CAPABILITIES[member["role"]],
        venue_ids=None if member["venue_ids"] is None else frozenset(member["venue_ids"]),
    )
