"""Who did something, as services take it and rows keep it: `guest`, `system`, `staff:17`."""

from comanda.kernel.numbers import whole_number

GUEST = "guest"
SYSTEM = "system"
_STAFF = "staff:"


def staff_actor(user_id: int) -> str:
    return f"{_STAFF}{user_id}"


def staff_id_of(actor: str) -> int | None:
    """The user's id; None where it was no member of staff."""
    return whole_number(actor.removeprefix(_STAFF)) if actor.startswith(_STAFF) else None
