"""Facts accounts tell, in the schema of the person they are about."""

from dataclasses import dataclass
from typing import ClassVar

from comanda.kernel.outbox.contracts import Event


@dataclass(frozen=True, slots=True)
class EmailChanged(Event):
    """A person has confirmed a new address and signs in with it from now on."""

    name: ClassVar[str] = "accounts.email_changed"
    user_id: int
    email: str
