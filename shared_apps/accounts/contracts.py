"""People as other rooms see them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UserInfo:
    id: int
    email: str
    name: str
    language: str = ""
    is_active: bool = True
    email_verified: bool = False
