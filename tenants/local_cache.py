"""A small cache inside the process: for what every request reads and hardly anything changes.

Who keeps one listens for the announcement of a change (`tenants.broadcast`), and after a silence forgets all.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class LocalCache(Generic[T]):
    """Keeps the last `limit` values; a key begins with the tenant's id. What was forgotten while it was being loaded is
    not kept.

    `lifetime` (seconds) is the net under the announcements that keep it fresh: one that got lost is made up for then.
    """

    def __init__(self, *, limit: int, lifetime: float) -> None:
        self._limit = limit
        self._lifetime = lifetime
        self._values: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._generation = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, load: Callable[[], T]) -> T:
        """The kept value, or what `load` returns. A hit costs no lock."""
        entry = self._values.get(key)
        if entry is not None and entry[0] > time.monotonic():
            return entry[1]
        generation = self._generation
        value = load()
        with self._lock:
            if generation == self._generation:
                self._values[key] = (time.monotonic() + self._lifetime, value)
                self._values.move_to_end(key)
                while len(self._values) > self._limit:
                    self._values.popitem(last=False)
        return value

    def forget(self, key: Hashable) -> None:
        with self._lock:
            self._generation += 1
            self._values.pop(key, None)

    def forget_all(self) -> None:
        with self._lock:
            self._generation += 1
            self._values.clear()
