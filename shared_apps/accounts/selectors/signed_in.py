from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from comanda.kernel.errors import SignInRequiredError


def user_id_of(request: HttpRequest | Any) -> int:
    """Who is signed in, of Django's request or of the API's. Raises SignInRequiredError for a stranger."""
    user_id: int | None = request.user.pk
    if user_id is None:
        raise SignInRequiredError(_("Please sign in to go on."))
    return user_id
