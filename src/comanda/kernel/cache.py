"""Redis as a cache that may be away: pages go on without it.

While it cannot be reached, reads miss, writes are dropped, and `add` says no. The last is on purpose: what uses it as a
lock or to see that something happens once (sign-in limits, one-time codes) stays shut rather than open. So nothing may
be kept here alone that must not come back: a deletion may be dropped too. Sessions are therefore kept in the database.

A Redis that is full, or a replica that takes no writes, is there for reads alone: then writes are dropped.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import redis
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from comanda.kernel.silence import Silence

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
"""After a failure nobody waits for Redis again for so long: a request asks it several times."""

TAKES_NO_WRITES = (redis.exceptions.OutOfMemoryError, redis.exceptions.ReadOnlyError)

COUNT_UP = """
local counted = {}
for place, key in ipairs(KEYS) do
  counted[place] = redis.call('INCR', key)
  if counted[place] == 1 then redis.call('EXPIRE', key, ARGV[1]) end
end
return counted
"""

T = TypeVar("T")


class _Client(RedisCacheClient):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._away = Silence(PAUSE_SECONDS)
        self._count_up = self.get_client(write=True).register_script(COUNT_UP)

    @property
    def is_away(self) -> bool:
        return self._away.lasts

    def get(self, key: Any, default: Any) -> Any:
        return self._ask(lambda: super(_Client, self).get(key, default), default)

    def get_many(self, keys: Any) -> dict[Any, Any]:
        return self._ask(lambda: super(_Client, self).get_many(keys), {})

    def has_key(self, key: Any) -> bool:
        return self._ask(lambda: super(_Client, self).has_key(key), False)

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        return self._ask(lambda: super(_Client, self).add(key, value, timeout), False)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        self._ask(lambda: super(_Client, self).set(key, value, timeout), None)

    def set_many(self, data: Any, timeout: Any) -> None:
        self._ask(lambda: super(_Client, self).set_many(data, timeout), None)

    def touch(self, key: Any, timeout: Any) -> bool:
        return self._ask(lambda: super(_Client, self).touch(key, timeout), False)

    def delete(self, key: Any) -> bool:
        return self._ask(lambda: super(_Client, self).delete(key), False)

    def delete_many(self, keys: Any) -> None:
        self._ask(lambda: super(_Client, self).delete_many(keys), None)

    def count_up(self, keys: Sequence[str], timeout: int) -> list[int] | None:
        counted: list[int] | None = self._ask(lambda: self._count_up(keys=keys, args=(timeout,)), None)
        return counted

    def _ask(self, question: Callable[[], T], otherwise: T) -> T:
        if self._away.lasts:
            return otherwise
        try:
            return question()
        except (redis.ConnectionError, redis.TimeoutError) as error:
            self._away.begin()
            logger.warning("the cache is away: %s", type(error).__name__)
        except TAKES_NO_WRITES as error:
            logger.warning("the cache takes no writes: %s", type(error).__name__)
        return otherwise


class PatientRedisCache(RedisCache):
    """`incr` and `clear` raise as ever: nobody can go on as if they had happened."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client

    def count_up(self, keys: Sequence[str], timeout: int) -> list[int] | None:
        """Add one to each counter, in one round trip; forgotten `timeout` seconds later. None: Redis is away."""
        client: Any = self._cache
        found: list[int] | None = client.count_up([self.make_key(key) for key in keys], timeout)
        return found

    def is_away(self) -> bool:
        """Whether Redis could not be reached a moment ago: for who has to say why something is shut."""
        client: Any = self._cache
        return bool(client.is_away)
