"""A list in Redis holds the schemas with work: every wake-up goes to one relay and survives the relay's restart.

Redis may be away: publishing must not fail for that, the sweeper looks every half minute. The list is bounded for the
same reason.
"""

import logging
from collections.abc import Iterable
from functools import cache
from typing import cast

import redis
from django.conf import settings

from comanda.kernel.silence import Silence
from tenants.context import current_tenant

logger = logging.getLogger(__name__)

LONGEST = 10_000

silence = Silence(seconds=2.0)
"""After a failure nobody waits for Redis again for so long: requests must not queue behind it."""


def wake() -> None:
    """After the publisher's commit, in its context."""
    push([current_tenant().schema])


def push(schemas: Iterable[str]) -> None:
    names = list(schemas)
    if not names or silence.lasts:
        return
    try:
        # The answer is the list's length: to trim it every time doubled what a wake-up costs.
        if cast("int", client().rpush(_list(), *names)) > 2 * LONGEST:
            client().ltrim(_list(), -LONGEST, -1)
    except (redis.RedisError, OSError):
        silence.begin()
        logger.warning("no wake-up for the relay, the sweeper will find the work")


def pop(*, timeout: float) -> str | None:
    """The next schema with work, or None after `timeout` seconds. Raises redis.RedisError.

    Its other wake-ups leave the list with it: what they tell of was committed before and is found by the same look.
    """
    found = cast("tuple[bytes, bytes] | None", client().blpop([_list()], timeout=timeout))
    if found is None:
        return None
    client().lrem(_list(), 0, found[1].decode())
    return found[1].decode()


def _list() -> str:
    return f"{settings.INSTALLATION}:outbox:wake"


@cache
def client() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=1, health_check_interval=15
    )
