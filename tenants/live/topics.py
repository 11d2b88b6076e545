"""Which topics exist and who may listen to them. The rule of each kind is handed down by the app that owns it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

MAX_TOPICS = 20
"""Topics one socket may listen to."""

_KIND = re.compile(r"[a-z][a-z_]{0,30}")
_TOPIC = re.compile(r"(?P<kind>[a-z][a-z_]{0,30}):(?P<argument>[A-Za-z0-9_-]{1,64})")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who holds the socket, in the tenant's context. `user_id` None: nobody signed in on this host."""

    user_id: int | None = None


Authorise = Callable[[Visitor, str], bool]
"""May this visitor hear of `argument`? Runs in the tenant's context, in a thread: it may query."""

_authorisers: dict[str, Authorise] = {}


def register_topic(kind: str, authorise: Authorise) -> None:
    """Let sockets ask for `kind:<argument>`. Raises ValueError for a name that can't be one or is taken."""
    if not _KIND.fullmatch(kind):
        msg = f"{kind!r} can't name a kind of topic"
        raise ValueError(msg)
    if _authorisers.get(kind, authorise) is not authorise:
        msg = f"topic {kind!r} has an owner already"
        raise ValueError(msg)
    _authorisers[kind] = authorise


def split(topic: str) -> tuple[str, str]:
    """(kind, argument). Raises ValueError for anything that isn't `kind:argument`."""
    match = _TOPIC.fullmatch(topic)
    if match is None:
        msg = f"{topic!r} is not a topic"
        raise ValueError(msg)
    return match["kind"], match["argument"]


def asked_topics(text: str) -> tuple[str, ...]:
    """`a:1,b:2` as topics, each once, in order; empty where any part is malformed or there are too many."""
    topics = tuple(dict.fromkeys(part for part in text.split(",") if part))
    if not topics or len(topics) > MAX_TOPICS or not all(_TOPIC.fullmatch(topic) for topic in topics):
        return ()
    return topics


def may_listen(visitor: Visitor, topic: str) -> bool:
    """False for a kind nobody registered."""
    kind, argument = split(topic)
    authorise = _authorisers.get(kind)
    return authorise is not None and authorise(visitor, argument)
