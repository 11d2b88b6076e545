"""A slow line holds nobody up and piles nothing up."""

import asyncio

from tenants.live.connection import Connection, text_frame


async def test_frames_of_one_channel_replace_each_other_while_the_line_is_busy():
    line_is_free = asyncio.Event()
    sent: list[str] = []

    async def send(frame) -> None:
        await line_is_free.wait()
        sent.append(frame["text"])

    async def close(code: int) -> None:
        sent.append(f"closed {code}")

    connection = Connection(channels=("a", "b"), send=send, close=close)
    connection.offer("a", text_frame("a1"))
    await asyncio.sleep(0)
    for number in range(2, 1000):
        connection.offer("a", text_frame(f"a{number}"))
    connection.offer("b", text_frame("b1"))
    line_is_free.set()
    await asyncio.sleep(0.01)
    assert sent == ["a1", "a999", "b1"]
    connection.close(4401)
    await asyncio.sleep(0.01)
    assert sent[3:] == ["closed 4401"]


async def test_a_line_that_breaks_while_sending_is_no_error():
    async def send(_frame) -> None:
        raise RuntimeError("gone")

    async def close(_code: int) -> None:
        raise AssertionError("nothing to close")

    connection = Connection(channels=("a",), send=send, close=close)
    connection.offer("a", text_frame("a1"))
    await asyncio.sleep(0.01)
    connection.drop()
