from django.utils.translation import gettext_lazy as _

from comanda.kernel.errors import ConflictError, ForbiddenError, NotFoundError


class UserNotFoundError(NotFoundError):
    code = "user_not_found"

    def __init__(self) -> None:
        super().__init__(_("There is no such person here."))


class EmailTakenError(ConflictError):
    code = "email_taken"

    def __init__(self) -> None:
        message = _("Someone already signs in here with this e-mail address.")
        super().__init__(message, fields={"email": [message]}, remedy=_("Sign in, or use another address."))


class EntryRefusedError(ForbiddenError):
    """The link was used, has run out, or belongs to another restaurant."""

    code = "entry_refused"

    def __init__(self) -> None:
        super().__init__(_("This sign-in link has been used or has run out."), remedy=_("Sign in with your password."))
