from django.utils.translation import gettext_lazy as _

from comanda.kernel.errors import ConflictError, NotFoundError, ValidationFailedError


class MemberNotFoundError(NotFoundError):
    code = "staff_not_found"

    def __init__(self) -> None:
        super().__init__(_("There is no such person on the team."))


class LastOwnerError(ConflictError):
    """Without an owner nobody could let anybody in again."""

    code = "last_owner"

    def __init__(self) -> None:
        super().__init__(_("This is the only owner."), remedy=_("Make somebody else an owner first, then try again."))


class AlreadyOnTeamError(ConflictError):
    code = "already_on_team"

    def __init__(self) -> None:
        message = _("This person is on the team already.")
        super().__init__(message, fields={"email": [message]}, remedy=_("Change their role in the list instead."))


class InvitationInvalidError(NotFoundError):
    """Unknown, used, withdrawn, run out, or another restaurant's: from outside they all look the same."""

    code = "invitation_invalid"

    def __init__(self) -> None:
        super().__init__(
            _("This invitation does not work any more."),
            remedy=_("It may have been used or withdrawn, or it has run out. Ask for a new one."),
        )


class InvitationForOtherError(ConflictError):
    code = "invitation_for_other"

    def __init__(self) -> None:
        super().__init__(
            _("This invitation is for somebody else."),
            remedy=_("Sign out and open the link again, or sign in with the address it was sent to."),
        )


class RoleUnknownError(ValidationFailedError):
    code = "role_unknown"

    def __init__(self) -> None:
        message = _("Choose one of the roles.")
        super().__init__(message, fields={"role": [message]})
