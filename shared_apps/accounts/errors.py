from django.utils.translation import gettext_lazy as _

from comanda.kernel.errors import ConflictError, ForbiddenError, NotFoundError, TooManyRequestsError, UnavailableError
from shared_apps.accounts.contracts import LOCKED_SECONDS


class UserNotFoundError(NotFoundError):
    code = "user_not_found"

    def __init__(self) -> None:
        super().__init__(_("There is no such person here."))


class EmailTakenError(ConflictError):
    code = "email_taken"

    def __init__(self) -> None:
        message = _("Someone already signs in here with this e-mail address.")
        super().__init__(message, fields={"email": [message]}, remedy=_("Sign in, or use another address."))


class TooManyTriesError(TooManyRequestsError):
    """Too many wrong passwords, here and at sign-in together: the right one is not listened to for a while either."""

    def __init__(self) -> None:
        message = _("Too many tries with a wrong password.")
        super().__init__(message, wait=LOCKED_SECONDS, remedy=_("Wait five minutes, or choose a new password."))


class SignInPausedError(UnavailableError):
    """Passwords can't be counted just now, so none is listened to."""

    code = "sign_in_paused"

    def __init__(self) -> None:
        message = _("Passwords can't be checked at the moment. It is not your fault.")
        super().__init__(message, remedy=_("Try again in a minute."))


class EntryRefusedError(ForbiddenError):
    """The link was used, has run out, or belongs to another restaurant."""

    code = "entry_refused"

    def __init__(self) -> None:
        super().__init__(_("This sign-in link has been used or has run out."), remedy=_("Sign in with your password."))
