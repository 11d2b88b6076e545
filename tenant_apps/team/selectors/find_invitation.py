import hashlib

from tenant_apps.team.contracts import InvitationInfo
from tenant_apps.team.models import Invitation
from tenant_apps.team.selectors.staff import as_invitation


def digest_of(key: str) -> bytes:
    """What is kept of a token: enough to recognise it, not enough to use it."""
    return hashlib.sha256(key.encode()).digest()


def find_invitation(*, key: str) -> InvitationInfo | None:
    """The invitation this token opens here and now; another tenant's is as unknown as an invented one."""
    row = Invitation.objects.open().filter(token_digest=digest_of(key)).first()
    return as_invitation(row) if row else None
