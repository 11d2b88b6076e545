"""Safety 12: people who leave while Redis is answering leave nothing that the next one could read."""

import asyncio
import json
import random
from contextlib import suppress

import pytest
from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.core.handlers.asgi import ASGIHandler
from django.db import connections

from tenants.context import find_tenant, use_tenant
from tenants.live.connection import Connection
from tenants.live.hub import Hub
from tenants.live.messages import channel
from tenants.live.publish import publish

pytestmark = pytest.mark.django_db(transaction=True)

LEAVE, AT_ONCE, KEYS = 500, 50, 5


async def visit(server, ref, *, stay: asyncio.Event | None = None, path: str = "/whose/"):
    """One request over ASGI; the visitor goes away when `stay` is set. What was answered, or nothing."""
    said: list[bytes] = []
    asked = iter([{"type": "http.request"}])

    async def receive():
        with suppress(StopIteration):
            return next(asked)
        await (stay or asyncio.Event()).wait()
        return {"type": "http.disconnect"}

    async def send(message):
        said.append(message.get("body", b""))

    headers = [(b"host", ref.primary_domain.encode())]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
    await server(scope, receive, send)
    return json.loads(b"".join(said)) if said else None


# Django leaves a cancelled request's empty body file to the garbage collector.
@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
@pytest.mark.usefixtures("telling_urls")
async def test_requests_cancelled_while_redis_answers_leave_nothing_for_the_next(tenant_a, tenant_b, monkeypatch):
    """Half of them are cancelled by the server, half go away by themselves; others are served all the while."""
    for alias in connections.settings.values():  # every request has a thread of its own, which ends with it
        monkeypatch.setitem(alias, "CONN_MAX_AGE", 0)
    dice, server, refs = random.Random(7), ASGIHandler(), (tenant_a, tenant_b)
    for ref in refs:
        with use_tenant(ref):
            await cache.aset_many({f"whose{number}": ref.schema for number in range(KEYS)})
        await visit(server, ref)  # the map knows the host from here on
    answers: list[tuple[str, object]] = []
    served, cut, done = [0], [0], asyncio.Event()

    async def patient():
        while not done.is_set():
            ref = dice.choice(refs)
            answers.append((ref.schema, await visit(server, ref)))
            served[0] += 1

    async def impatient(number):
        ref, stay = dice.choice(refs), asyncio.Event()
        visitor = asyncio.create_task(visit(server, ref, stay=stay))
        await asyncio.sleep(dice.random() / 100)
        if number % 2:
            visitor.cancel()
        else:
            stay.set()
        (outcome,) = await asyncio.gather(visitor, return_exceptions=True)
        if outcome is None or isinstance(outcome, asyncio.CancelledError):
            cut[0] += 1
        else:
            answers.append((ref.schema, outcome))

    others = [asyncio.create_task(patient()) for _ in range(4)]
    for wave in range(LEAVE // AT_ONCE):
        await asyncio.gather(*(impatient(wave * AT_ONCE + number) for number in range(AT_ONCE)))
    done.set()
    await asyncio.gather(*others)
    answers += [(ref.schema, await visit(server, ref)) for ref in refs * 10]
    assert cut[0] > LEAVE / 10
    assert served[0] >= 4
    assert [seen for seen in answers if seen[1] != {"values": [seen[0]] * KEYS, "context": seen[0]}] == []
    assert find_tenant() is None


async def test_sockets_that_leave_while_redis_subscribes_them_hear_and_cost_nobody_anything(tenant_a, tenant_b):
    dice, hub, refs = random.Random(11), Hub(), (tenant_a, tenant_b)
    heard: dict[str, list[dict[str, object]]] = {ref.schema: [] for ref in refs}

    def screen(ref, topic):
        async def send(frame):
            if topic == "board:1":
                heard[ref.schema].append(json.loads(frame["text"]))

        async def close(_code):
            pass

        return Connection(channels=(channel(ref.schema, topic),), send=send, close=close)

    async def passer_by():
        connection = screen(dice.choice(refs), f"board:{dice.randint(2, 60)}")
        joining = asyncio.create_task(hub.join(connection))
        await asyncio.sleep(dice.random() / 1000)
        joining.cancel()
        await asyncio.gather(joining, return_exceptions=True)
        connection.drop()
        await hub.leave(connection)

    steady = [screen(ref, "board:1") for ref in refs]
    for connection in steady:
        await hub.join(connection)
    for _ in range(LEAVE // AT_ONCE):
        await asyncio.gather(*(passer_by() for _ in range(AT_ONCE)))
        for ref in refs:
            with use_tenant(ref):
                await sync_to_async(publish)("board:1", "placed", id=ref.slug)
    async with asyncio.timeout(20):
        while not all(any(frame.get("id") == ref.slug for frame in heard[ref.schema]) for ref in refs):
            with use_tenant(dice.choice(refs)) as ref:
                await sync_to_async(publish)("board:1", "placed", id=ref.slug)
            await asyncio.sleep(0.05)
    for connection in steady:
        await hub.leave(connection)
    for ref in refs:
        assert {frame["id"] for frame in heard[ref.schema] if frame.get("event") == "placed"} == {ref.slug}
    assert hub.size == 0
    await sync_to_async(connections.close_all)()
