"""`/ws/live/?topics=board:3,kitchen:3`: one socket a page, listening to what its holder may see."""

import asyncio
import random
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from tenants.context import current_tenant
from tenants.live.connection import Connection
from tenants.live.hub import GONE, hub
from tenants.live.messages import channel
from tenants.live.topics import asked_topics
from tenants.live.visitors import find_topics_now

MAX_FRAME = 64 * 1024
TOO_BIG = 1009
RECHECK_SECONDS = 60.0
"""How often a socket's right to listen is looked at again: a session that ended some other way ends here."""


class LiveConsumer(AsyncWebsocketConsumer):
    """Refuses before accepting (403) whoever may not hear all of the topics asked for. What clients send is ignored."""

    channel_layer_alias = "none"  # no such layer: the hub carries the news, a layer would wake one queue a socket
    # Not thread-sensitive: after a restart everybody asks at once, and one thread would make them queue.
    _ask = staticmethod(database_sync_to_async(find_topics_now, thread_sensitive=False))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.connection: Connection | None = None
        self._recheck: asyncio.Task[None] | None = None
        self._cookie = ""
        self._topics: tuple[str, ...] = ()

    async def dispatch(self, message: Mapping[str, Any]) -> None:
        """Channels' own, without a thread hop per message: database work here closes its own connections."""
        await getattr(self, str(message["type"]).replace(".", "_"))(message)

    async def connect(self) -> None:
        query = parse_qs(self.scope["query_string"].decode("latin-1"))
        self._topics = asked_topics(",".join(query.get("topics", [])))
        self._cookie = dict(self.scope["headers"]).get(b"cookie", b"").decode("latin-1")
        heard = await self._allowed()
        if not heard:
            await self.close()
            return
        await self.accept()
        schema = current_tenant().schema
        send: Any = self.base_send  # frames are ready-made events
        self.connection = Connection(
            channels=tuple(channel(schema, topic) for topic in heard), send=send, close=self.close
        )
        await hub().join(self.connection)
        if len(heard) > len(self._topics):  # a person, not a guest holding an order's link
            self._recheck = asyncio.get_running_loop().create_task(self._watch())

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if len(text_data or bytes_data or "") > MAX_FRAME:
            await self.close(TOO_BIG)

    async def websocket_disconnect(self, message: Mapping[str, Any]) -> None:
        if self._recheck is not None:
            self._recheck.cancel()
        if self.connection is not None:
            self.connection.drop()
            await hub().leave(self.connection)
        raise StopConsumer

    async def _allowed(self) -> tuple[str, ...]:
        if not self._topics:
            return ()
        found: tuple[str, ...] = await self._ask(self._cookie, self._topics)
        return found

    async def _watch(self) -> None:
        while self.connection is not None:
            await asyncio.sleep(RECHECK_SECONDS * random.uniform(0.8, 1.2))  # noqa: S311 - spreading, not secrecy
            if not await self._allowed():
                self.connection.close(GONE)
                return
