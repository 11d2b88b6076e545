from django.utils.translation import gettext_lazy as _

from comanda.kernel.errors import ConflictError, NotFoundError


class SignupNotFoundError(NotFoundError):
    code = "signup_not_found"

    def __init__(self) -> None:
        super().__init__(_("This sign-up is not known here."), remedy=_("Start again: it takes a minute."))


class AccountExistsError(ConflictError):
    """The address has an account on the platform, and the password is not its password."""

    code = "account_exists"

    def __init__(self) -> None:
        message = _("This address has a Comanda account already. Use its password, or another address.")
        super().__init__(message, fields={"email": [message]})
