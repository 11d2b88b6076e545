"""Telling every process that something it remembers has changed: menus, themes, the map of hosts.

One Redis channel for all topics. The announcing process calls its own handlers at once; the others hear within
milliseconds through one listening thread each. Redis may be away: what is remembered must also expire by itself, so a
lost announcement costs seconds of staleness and never an error.
"""

import json
import logging
import os
import threading
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from uuid import uuid4

import redis
from django.conf import settings

from tenants.context import find_tenant

logger = logging.getLogger(__name__)

RETRY_SECONDS = 1.0

Handler = Callable[[int, str], None]

_handlers: dict[str, list[Handler]] = defaultdict(list)
_after_silence: list[Callable[[], None]] = []
_lock = threading.Lock()
_listener: threading.Thread | None = None
_me = ""


def on_announcement(topic: str, handler: Handler) -> None:
    """Call `handler(tenant_id, key)` in every process for each announcement of the topic (0: the platform)."""
    if handler not in _handlers[topic]:
        _handlers[topic].append(handler)


def after_silence(handler: Callable[[], None]) -> None:
    """Call `handler()`, which forgets everything, when the channel is open again after a gap."""
    if handler not in _after_silence:
        _after_silence.append(handler)


def forget_everything() -> None:
    """Whatever this process remembers may be out of date."""
    for handler in _after_silence:
        handler()


def announce(topic: str, key: str = "", *, tenant_id: int | None = None) -> None:
    """Tell every process, this one first. Inside a transaction, call it with `transaction.on_commit`."""
    ref = find_tenant()
    about = tenant_id if tenant_id is not None else (ref.id if ref is not None else 0)
    _deliver(topic, about, key)
    message = json.dumps({"from": _process_id(), "topic": topic, "tenant": about, "key": key})
    try:
        _client().publish(_channel(), message)
    except (redis.RedisError, OSError):
        logger.warning("announcement not sent, others will learn by expiry", extra={"topic": topic})


def ensure_listening() -> None:
    """Start this process's listener if none lives: cheap enough for every request, right after a fork."""
    global _listener  # noqa: PLW0603 - one thread per process
    if (_listener is not None and _listener.is_alive()) or not settings.TENANCY_LISTEN:
        return
    with _lock:
        if _listener is not None and _listener.is_alive():
            return
        _listener = threading.Thread(target=_listen, name="announcements", daemon=True)
        _listener.start()


def _listen() -> None:
    pause = threading.Event()
    heard_before = False
    while True:
        try:
            with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, health_check_interval=15) as client:
                pubsub = client.pubsub(ignore_subscribe_messages=True)
                pubsub.subscribe(_channel())
                if heard_before:
                    forget_everything()
                heard_before = True
                while True:
                    message = pubsub.get_message(timeout=10)
                    if message is not None:
                        _receive(message["data"])
        except (redis.RedisError, OSError):
            logger.warning("announcements are silent, trying again")
        except Exception:  # a process that no longer listens serves what was true once, and nobody notices
            logger.exception("announcements failed, trying again")
        pause.wait(RETRY_SECONDS)


def _receive(data: bytes) -> None:
    try:
        message = json.loads(data)
        sender, topic, tenant_id, key = message["from"], message["topic"], message["tenant"], message["key"]
    except (ValueError, TypeError, KeyError):
        logger.warning("an announcement that can't be read")
        return
    if sender != _process_id():
        _deliver(topic, tenant_id, key)


def _deliver(topic: str, tenant_id: int, key: str) -> None:
    for handler in _handlers.get(topic, ()):
        try:
            handler(tenant_id, key)
        except Exception:  # one listener's error must not silence the others
            logger.exception("announcement handler failed", extra={"topic": topic})


def _channel() -> str:
    return f"{settings.INSTALLATION}:announcements"


def _process_id() -> str:
    global _me  # noqa: PLW0603 - a fork must not answer to its parent's name
    pid = f"{os.getpid()}:"
    if not _me.startswith(pid):
        _me = f"{pid}{uuid4().hex}"
    return _me


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
