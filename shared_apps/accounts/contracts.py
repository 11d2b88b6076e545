"""People as other rooms see them."""

from dataclasses import dataclass

TOO_MANY = "too_many_login_attempts"
"""allauth's code for a door shut after wrong passwords, for pages and the API."""
LOCKED_SECONDS = 300
"""How long it stays shut: `login_failed` of ACCOUNT_RATE_LIMITS."""


@dataclass(frozen=True, slots=True)
class UserInfo:
    id: int
    email: str
    name: str
    language: str = ""
    is_active: bool = True
    email_verified: bool = False
