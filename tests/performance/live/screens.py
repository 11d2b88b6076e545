"""Many screens in one process: bare WebSocket clients that reconnect with jitter, as live.js does."""

import asyncio
import base64
import json
import os
import random
import time
from dataclasses import dataclass, field

HELLO = "hello"


@dataclass
class Screens:
    """`heard[n]` is when screen n last heard the version that is waited for."""

    port: int
    size: int
    wanted: int = 0
    heard: dict[int, float] = field(default_factory=dict)
    hellos: int = 0
    reconnects: list[float] = field(default_factory=list)
    everybody: asyncio.Event = field(default_factory=asyncio.Event)
    is_over: bool = False

    async def open(self) -> list[asyncio.Task[None]]:
        gate = asyncio.Semaphore(200)
        return [asyncio.create_task(self._screen(number, gate)) for number in range(self.size)]

    def wait_for(self, version: int) -> None:
        self.wanted = version
        self.heard.clear()
        self.everybody.clear()

    async def _screen(self, number: int, gate: asyncio.Semaphore) -> None:
        failures = 0
        while not self.is_over:
            try:
                async with gate:
                    reader, writer = await self._connect()
                if failures:
                    self.reconnects.append(time.perf_counter())
                failures = 0
                try:
                    while True:
                        self._hear(number, await self._frame(reader))
                finally:
                    writer.close()
            except (OSError, asyncio.IncompleteReadError, ValueError):
                failures += 1
                await asyncio.sleep(min(30.0, 0.5 * 2**failures) * random.uniform(0.7, 1.3))

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=4096)
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write(
            f"GET /ws/live/?topics=bench:1 HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise ValueError(head)
        return reader, writer

    async def _frame(self, reader: asyncio.StreamReader) -> dict[str, object]:
        first, second = await reader.readexactly(2)
        size = second & 0x7F
        if size == 126:
            size = int.from_bytes(await reader.readexactly(2))
        payload = await reader.readexactly(size)
        if first & 0x0F != 1:  # closed, or a ping: uvicorn's come every 20 s and a bench is over sooner
            raise ValueError("closed")
        found: dict[str, object] = json.loads(payload)
        return found

    def _hear(self, number: int, news: dict[str, object]) -> None:
        self.hellos += news["event"] == HELLO
        version = news.get("version")
        if isinstance(version, int) and version >= self.wanted and number not in self.heard:
            self.heard[number] = time.perf_counter()
            if len(self.heard) == self.size:
                self.everybody.set()
