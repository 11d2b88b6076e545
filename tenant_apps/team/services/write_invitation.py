from django.utils.translation import gettext as _

from shared_apps.mailbox.facade import Letter, send_soon
from tenant_apps.team.contracts import InvitationInfo
from tenant_apps.team.selectors.roles import role_label
from tenants.context import current_tenant


def write_invitation(*, invitation: InvitationInfo, link: str, inviter: str) -> None:
    """Send the letter with its link after the commit."""
    brand = current_tenant().name
    send_soon(
        to=invitation.email,
        letter=Letter(
            subject=_("%(inviter)s invites you to %(brand)s") % {"inviter": inviter or brand, "brand": brand},
            heading=_("Join the team at %(brand)s") % {"brand": brand},
            paragraphs=(
                _("You have been invited to work with %(brand)s as %(role)s.")
                % {"brand": brand, "role": role_label(invitation.role).lower()},
            ),
            button_label=_("Accept the invitation"),
            button_url=link,
            footnote=_("The link works once and for seven days. If you do not know %(brand)s, ignore this letter.")
            % {"brand": brand},
        ),
    )
