"""One socket's outgoing side: never in anybody's way."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping

Frame = Mapping[str, str]
"""An ASGI `websocket.send` event: made once, handed to every socket."""

Send = Callable[[Frame], Awaitable[None]]
Close = Callable[[int], Awaitable[None]]


def text_frame(text: str) -> Frame:
    return {"type": "websocket.send", "text": text}


class Connection:
    """Frames for one socket, the latest per channel.

    A phone on a slow line must not hold up the kitchen's screens, and must not pile up frames in our memory. While a
    frame is on its way, later ones of the same channel replace each other: the reader sees the gap in the versions and
    fetches everything.
    """

    __slots__ = ("_close", "_closing", "_flusher", "_pending", "_send", "channels")

    def __init__(self, *, channels: tuple[str, ...], send: Send, close: Close) -> None:
        self.channels = channels
        self._send = send
        self._close = close
        self._pending: dict[str, Frame] = {}
        self._flusher: asyncio.Task[None] | None = None
        self._closing = 0

    def offer(self, channel: str, frame: Frame) -> None:
        """Send `frame` as soon as the line is free. Returns at once."""
        self._pending[channel] = frame
        self._start()

    def close(self, code: int) -> None:
        """Close with `code` after what is being sent; nothing else follows."""
        self._closing = code
        self._pending.clear()
        self._start()

    def drop(self) -> None:
        """The line is gone: forget what was to be sent."""
        self._pending.clear()
        if self._flusher is not None:
            self._flusher.cancel()

    def _start(self) -> None:
        if self._flusher is None or self._flusher.done():
            self._flusher = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        # The other side may vanish between any two frames; the server tells the consumer, which leaves the hub.
        with contextlib.suppress(OSError, RuntimeError):
            while self._pending:
                await self._send(self._pending.pop(next(iter(self._pending))))
            if self._closing:
                await self._close(self._closing)
