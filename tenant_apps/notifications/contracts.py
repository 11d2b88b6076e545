"""Notices to guests about their order."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What happened, in the words of the order's machine."""

    CONFIRMED = "confirmed"
    READY = "ready"
    OUT_FOR_DELIVERY = "out_for_delivery"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class NoticeState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    """A worker has it. Held longer than a few minutes, the worker died."""
    SENT = "sent"
    REFUSED = "refused"
    """The address does not exist, or its server will not have it: not tried again."""
    STALE = "stale"
    """Could not be sent while it was still news."""
