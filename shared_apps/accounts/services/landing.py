"""Where somebody goes after signing in, decided by rooms this one does not know."""

from collections.abc import Callable

Landing = Callable[[int], str]
"""A user's id -> an address on this host, or the empty string for "not mine"."""

_landings: list[Landing] = []


def register_landing(landing: Landing) -> None:
    """Handed down at start by the composition root; the first that knows the person decides."""
    _landings.append(landing)


def landing_for(*, user_id: int) -> str:
    return next((address for landing in _landings if (address := landing(user_id))), "")
