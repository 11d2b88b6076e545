from django.db import transaction

from comanda.kernel.clock import now
from shared_apps.audit.contracts import Actor
from shared_apps.audit.facade import record
from tenant_apps.team.errors import InvitationInvalidError
from tenant_apps.team.models import Invitation


def revoke_invitation(*, invitation_id: int, actor: Actor) -> None:
    """Withdraw an open invitation: its link stops working at once."""
    with transaction.atomic():
        row = Invitation.objects.open().select_for_update().filter(pk=invitation_id).order_by("pk").first()
        if row is None:
            raise InvitationInvalidError
        row.revoked_at = now()
        row.save(update_fields=["revoked_at"])
        record(
            action="team.revoke_invitation",
            actor=actor,
            object_type="invitation",
            object_id=row.pk,
            object_label=row.email,
        )
