"""Workers say that they live, so that `/readyz` can tell when none does."""

import functools
import time

import redis
from django.conf import settings

EVERY = 15.0  # seconds
FORGOTTEN_AFTER = 600  # seconds


@functools.cache
def client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def key() -> str:
    return f"{settings.INSTALLATION}:worker:heartbeat"


def beat() -> None:
    """Called by a worker every `EVERY` seconds; a Redis that is away is the broker's own, louder, problem."""
    try:
        client().set(key(), repr(time.time()), ex=FORGOTTEN_AFTER)
    except redis.RedisError:
        return


def worker_age() -> float | None:
    """Seconds since any worker reported, or None where none did in the last ten minutes."""
    seen = client().get(key())
    return None if seen is None else max(0.0, time.time() - float(seen))  # type: ignore[arg-type]
