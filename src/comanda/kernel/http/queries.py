"""What stands behind the question mark of an address."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.request import Request

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.numbers import whole_number


def number_in(request: Request, name: str) -> int | None:
    """None where it is left out. Raises ValidationFailedError."""
    value = request.query_params.get(name)
    if not value:
        return None
    number = whole_number(value)
    if number is None:
        raise ValidationFailedError(_("That is no number."), fields={name: [_("Send a whole number.")]})
    return number


def date_in(request: Request, name: str) -> date | None:
    """None where it is left out. Raises ValidationFailedError."""
    value = request.query_params.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValidationFailedError(
            _("That is no date."), fields={name: [_("Send a date, such as 2026-03-01.")]}
        ) from None


def uuid_in(request: Request, name: str) -> UUID | None:
    """None where it is left out. Raises ValidationFailedError."""
    value = request.query_params.get(name)
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError:
        raise ValidationFailedError(
            _("That is no id."), fields={name: [_("Send an id as you were given it.")]}
        ) from None
