"""One Redis subscription per process and topic; the fan-out to sockets happens inside the process.

Measured with 10 000 sockets on one topic: a Channels layer wakes one queue per socket and takes 4.1-4.4 s; here a
frame is built once and handed to each socket, see tests/performance/live. The versions of all topics are read again
whenever a subscription is (re)made, so what was told while Redis was away is caught up by itself.
"""

import asyncio
import contextlib
import logging
import random
from typing import Any
from weakref import WeakKeyDictionary

from redis import RedisError
from redis.asyncio.client import PubSub, Redis

from tenants.live import messages
from tenants.live.connection import Connection, Frame, text_frame
from tenants.live.redis_clients import listener

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 25.0
FIRST_RETRY_SECONDS = 0.1
LONGEST_RETRY_SECONDS = 5.0
CHUNK = 500
"""Sockets served before other work of the loop gets its turn."""

GONE = 4401
"""Close code: you may not listen any more, sign in again."""

# Slots of a connection's pending frames that belong to no channel; a heartbeat must not replace a state.
STATE, BEAT = "state", "beat"


class Hub:
    """All sockets of one event loop, by channel."""

    def __init__(self) -> None:
        self._sockets: dict[str, set[Connection]] = {}
        self._everyone: set[Connection] = set()
        self._versions: dict[str, int] = {}
        self._pubsub: PubSub | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._is_down = False

    @property
    def size(self) -> int:
        return len(self._everyone)

    async def join(self, connection: Connection) -> None:
        """Listen for this socket; each of its channels answers with `hello` once its version is known."""
        self._start()
        self._everyone.add(connection)
        fresh = []
        for name in connection.channels:
            sockets = self._sockets.get(name)
            if sockets is None:
                sockets = self._sockets[name] = set()
                fresh.append(name)
            sockets.add(connection)
            if name in self._versions:
                connection.offer(name, self._hello(name))
        if self._is_down:
            connection.offer(STATE, text_frame(messages.PAUSED))
        if self._pubsub is not None and fresh:
            await self._command(self._pubsub.subscribe, fresh)

    async def leave(self, connection: Connection) -> None:
        self._everyone.discard(connection)
        empty = []
        for name in connection.channels:
            sockets = self._sockets.get(name, set())
            sockets.discard(connection)
            if not sockets:
                self._sockets.pop(name, None)
                self._versions.pop(name, None)
                empty.append(name)
        if empty and self._pubsub is not None:
            await self._command(self._pubsub.unsubscribe, empty)
        if not self._everyone:
            await self._stop()

    def _hello(self, name: str) -> Frame:
        return text_frame(messages.frame(messages.topic_of(name), "hello", "", self._versions[name]))

    async def _command(self, command: Any, names: list[str]) -> None:
        # A line that breaks here is noticed by the listening task too, which subscribes everything again.
        with contextlib.suppress(RedisError, OSError):
            await command(*names)

    # --- the listening task -------------------------------------------------------------------------------------

    def _start(self) -> None:
        if not self._tasks:
            loop = asyncio.get_running_loop()
            self._tasks = [loop.create_task(self._listen_forever()), loop.create_task(self._beat())]

    async def _stop(self) -> None:
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen_forever(self) -> None:
        wait = FIRST_RETRY_SECONDS
        while True:
            client = listener()
            try:
                async with client.pubsub() as pubsub:
                    known = set(self._sockets)
                    await pubsub.subscribe(messages.control_channel(), *known)
                    self._pubsub, wait = pubsub, FIRST_RETRY_SECONDS
                    if late := set(self._sockets) - known:  # joined while we were busy with the others
                        await pubsub.subscribe(*late)
                    await self._set_down(False)
                    await self._listen(client, pubsub)
            except (RedisError, OSError) as error:
                logger.warning("live line to Redis lost: %s", error)
            except Exception:
                # Whatever it was, the screens must get their line back: a dead task would leave them silent for good.
                logger.exception("live line to Redis failed")
            finally:
                self._pubsub = None
                with contextlib.suppress(RedisError, OSError):
                    await client.aclose()
            await self._set_down(True)
            # Every process lost its line at the same moment; they must not all come back at the same moment.
            await asyncio.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - spreading, not secrecy
            wait = min(wait * 2, LONGEST_RETRY_SECONDS)

    async def _listen(self, client: Redis, pubsub: PubSub) -> None:
        while True:
            message = await pubsub.get_message(timeout=HEARTBEAT_SECONDS)
            if message is None:
                await pubsub.ping()
                continue
            name = str(message["channel"])
            if message["type"] == "message":
                await self._fan_out(name, str(message["data"]))
            elif message["type"] == "subscribe" and messages.has_versions(name):
                await self._catch_up(client, name)

    async def _catch_up(self, client: Redis, name: str) -> None:
        """The subscription stands: from here on nothing is missed, so now is the time to ask where the topic is."""
        version = int(await client.get(messages.version_key(name)) or 0)
        if name in self._sockets and self._versions.get(name) != version:
            self._versions[name] = version
            await self._deliver(name, self._hello(name))

    async def _fan_out(self, name: str, text: str) -> None:
        if name not in self._sockets:
            return
        if not messages.has_versions(name):  # a person's private channel, and it has one thing to say
            for connection in tuple(self._sockets[name]):
                connection.close(GONE)
            return
        self._versions[name] = messages.version_of(text)
        await self._deliver(name, text_frame(text))

    async def _deliver(self, name: str, frame: Frame) -> None:
        for index, connection in enumerate(tuple(self._sockets.get(name, ())), start=1):
            connection.offer(name, frame)
            if index % CHUNK == 0:
                await asyncio.sleep(0)

    async def _set_down(self, is_down: bool) -> None:
        if self._is_down != is_down:
            self._is_down = is_down
            await self._everywhere(STATE, messages.PAUSED if is_down else messages.RESUMED)

    async def _everywhere(self, slot: str, text: str) -> None:
        frame = text_frame(text)
        for index, connection in enumerate(tuple(self._everyone), start=1):
            connection.offer(slot, frame)
            if index % CHUNK == 0:
                await asyncio.sleep(0)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            await self._everywhere(BEAT, messages.HEARTBEAT)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
