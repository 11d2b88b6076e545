"""A real socket server over real Redis, in a thread of the test's process."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import uvicorn
from django.conf import settings
from django.db import connections
from django.test import Client
from websockets.sync.client import ClientConnection, connect

from tenants.context import TenantRef
from tenants.live.asgi import live_sockets
from tenants.live.redis_clients import publisher


@dataclass(frozen=True)
class Sockets:
    port: int

    @contextmanager
    def open(
        self, tenant: TenantRef, *topics: str, client: Client | None = None, origin: str | None = "", **more
    ) -> Iterator[ClientConnection]:
        """A browser's socket at the tenant's host. `origin` empty: the tenant's own pages; None: no such header."""
        host = more.pop("host", tenant.primary_domain)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value if client else ""
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"} if cookie else {}
        with connect(
            f"ws://{host}:{self.port}/ws/live/?topics={','.join(topics)}",
            address=("127.0.0.1", self.port),
            proxy=None,
            origin=f"http://{host}:{settings.PORT}" if origin == "" else origin,
            additional_headers=headers,
            **more,
        ) as socket:
            yield socket


@pytest.fixture
def sockets(transactional_db, monkeypatch) -> Iterator[Sockets]:
    for alias in connections.settings.values():  # the server's threads end with the test: they keep no connection
        monkeypatch.setitem(alias, "CONN_MAX_AGE", 0)
    config = uvicorn.Config(
        live_sockets,
        host="127.0.0.1",
        port=0,
        ws="websockets-sansio",
        ws_max_size=65536,
        lifespan="off",
        log_level="critical",
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Sockets(port=server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(timeout=10)
    connections.close_all()


def next_news(socket: ClientConnection, timeout: float = 10.0) -> dict[str, object]:
    """The next frame, heartbeats aside. Raises TimeoutError."""
    while True:
        found = json.loads(socket.recv(timeout=timeout))
        if found.get("event") != "heartbeat":
            return found


def nothing_more(socket: ClientConnection, seconds: float = 0.4) -> bool:
    """Whether the socket stays silent but for words about the line itself. Prints what it heard."""
    try:
        while (found := next_news(socket, timeout=seconds)).get("event") in {"hello", "paused", "resumed"}:
            print("about the line:", found)
    except TimeoutError:
        return True
    print("heard:", found)
    return False


@pytest.fixture(autouse=True)
def _fresh_publisher() -> Iterator[None]:
    publisher.cache_clear()
    yield
    publisher.cache_clear()
