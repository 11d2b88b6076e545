"""What other rooms may ask of the team."""

from tenant_apps.team.selectors.find_access import find_access
from tenant_apps.team.selectors.find_invitation import find_invitation
from tenant_apps.team.selectors.roles import ROLES, role_label
from tenant_apps.team.selectors.staff import get_invitation, get_member, list_invitations, list_staff
from tenant_apps.team.services.accept_invitation import accept_invitation
from tenant_apps.team.services.appoint_owner import appoint_owner
from tenant_apps.team.services.change_member import change_role, deactivate, reactivate
from tenant_apps.team.services.invite import invite
from tenant_apps.team.services.revoke_invitation import revoke_invitation
from tenant_apps.team.services.write_invitation import write_invitation

__all__ = [
    "ROLES",
    "accept_invitation",
    "appoint_owner",
    "change_role",
    "deactivate",
    "find_access",
    "find_invitation",
    "get_invitation",
    "get_member",
    "invite",
    "list_invitations",
    "list_staff",
    "reactivate",
    "revoke_invitation",
    "role_label",
    "write_invitation",
]
