"""A door from one of our hosts to another: a token that signs one person in, once, on one tenant's host, soon."""

import hashlib

from django.core.cache import cache

from comanda.kernel.ids import token
from shared_apps.accounts.errors import EntryRefusedError

LIFETIME = 120  # seconds


def issue_entry_token(*, user_id: int) -> str:
    """For the current tenant alone: it is kept under the tenant's own cache prefix, and only as a digest."""
    key = token()
    cache.set(_place(key), user_id, LIFETIME)
    return key


def redeem_entry_token(*, key: str) -> int:
    """The user's id; the token is spent. Raises EntryRefusedError, also to all but one of many who try at once."""
    place = _place(key)
    user_id = cache.get(place)
    # The one who removes it has it: Redis answers "deleted" once.
    if user_id is None or not cache.delete(place):
        raise EntryRefusedError
    return int(user_id)


def _place(key: str) -> str:
    return f"entry:{hashlib.sha256(key.encode()).hexdigest()}"
