"""Identifiers: sortable ones for rows and events, unguessable ones for links."""

import secrets
import time
import uuid

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def uuid7() -> uuid.UUID:
    """A UUID version 7 (RFC 9562, method 3): milliseconds, then their fraction in 12 bits, then 62 random bits.

    Ids made by one process sort by time to a quarter of a microsecond, so new rows land at the index's end.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    fraction = nanoseconds * 4096 // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def token() -> str:
    """192 random bits for links that act as keys (tracking, invitations): URL-safe, 32 characters."""
    return secrets.token_urlsafe(24)


def base32_id(length: int = 13) -> str:
    """Random lower-case base32, five bits a character: for names of schemas and codes people may read aloud."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
