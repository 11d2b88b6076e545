"""What travels: Redis channel names and the frames sockets receive."""

import json

from django.conf import settings

HEARTBEAT = '{"event":"heartbeat"}'
"""Sent to every socket now and then: a browser can't see protocol pings, so silence is how it notices a dead line."""

PAUSED = '{"event":"paused"}'
"""The server has lost its own line to Redis: news may be missing, pages should poll until `resumed`."""

RESUMED = '{"event":"resumed"}'

REVOKED = "revoked"
"""On a user's private channel: close that person's sockets."""


def control_channel() -> str:
    """Every process listens here, so that its subscription is never empty. No second colon: no schema can own it."""
    return f"{settings.INSTALLATION}-live:hub"


def channel(schema: str, topic: str) -> str:
    """The Redis channel of one tenant's topic. Schema names hold no colon, so no tenant's topic can reach another's."""
    return f"{settings.INSTALLATION}-live:{schema}:{topic}"


def topic_of(channel_name: str) -> str:
    return channel_name.split(":", 2)[2]


def has_versions(channel_name: str) -> bool:
    """False for channels that pages don't know of: the processes' own and people's private ones."""
    return channel_name != control_channel() and not topic_of(channel_name).startswith("!")


def user_topic(user_id: int) -> str:
    """Where one person's sockets hear that they must close. Not a registered kind: nobody can ask for it by name."""
    return f"!user:{user_id}"


def version_key(channel_name: str) -> str:
    return f"{channel_name}#version"


def frame(topic: str, event: str, identity: str, version: int | str) -> str:
    """One message as sockets receive it. `version` may be a placeholder that Redis fills in (see publish.py)."""
    head = json.dumps({"topic": topic, "event": event, "id": identity}, separators=(",", ":"))
    return f'{head[:-1]},"version":{version}}}'


def version_of(text: str) -> int:
    """The version a frame carries."""
    return int(json.loads(text)["version"])
