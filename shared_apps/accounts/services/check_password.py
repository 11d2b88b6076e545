from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core.cache import cache
from django.core.exceptions import ValidationError

from shared_apps.accounts.contracts import TOO_MANY
from shared_apps.accounts.errors import SignInPausedError, TooManyTriesError


def check_password(*, email: str, password: str) -> bool:
    """Whether it is the password of the person with this address; someone shut out has none.

    A wrong one counts as it does at sign-in, in the same counter and the same audit trail: who asks here learns nothing
    faster than at the front door. Only within a request. Raises TooManyTriesError; SignInPausedError without Redis.
    """
    try:
        return get_adapter().authenticate(context.request, email=email, password=password) is not None
    except ValidationError as refusal:
        if refusal.code != TOO_MANY:
            raise
        # The limit fails shut: without Redis nobody has tried too often, and nobody can be let in either.
        raise (SignInPausedError if cache.is_away() else TooManyTriesError) from None  # type: ignore[attr-defined]
