from django.utils.translation import gettext_lazy as _

from comanda.kernel.errors import NotFoundError, ValidationFailedError


class UnknownGuestError(ValidationFailedError):
    code = "guest_unknown"

    def __init__(self) -> None:
        message = _("Enter an e-mail address or a phone number.")
        super().__init__(message, fields={"email": [message]})


class CustomerNotFoundError(NotFoundError):
    code = "customer_not_found"

    def __init__(self) -> None:
        super().__init__(_("There is no such customer."))


class AddressNotFoundError(NotFoundError):
    code = "address_not_found"

    def __init__(self) -> None:
        super().__init__(_("There is no such address in your address book."))
