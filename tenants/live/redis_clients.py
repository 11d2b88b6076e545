"""Connections to Redis: one pool a process for publishing, one connection an event loop for listening."""

from functools import cache

import redis
import redis.asyncio
from django.conf import settings

PATIENCE = 2.0
"""Seconds a request may wait for Redis when it tells news; then the news is lost and pages find it by polling."""


@cache
def publisher() -> redis.Redis:
    client: redis.Redis = redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        health_check_interval=30,
        decode_responses=True,
    )
    return client


def listener() -> redis.asyncio.Redis:
    """A client for one event loop; the caller closes it."""
    client: redis.asyncio.Redis = redis.asyncio.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=PATIENCE, decode_responses=True
    )
    return client
