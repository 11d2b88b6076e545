"""Sockets, served by uvicorn beside the pages; over HTTP this process answers only the question whether it lives."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from importlib import import_module
from typing import Any

import django
from channels.routing import ProtocolTypeRouter

from comanda.config.checks import refuse_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comanda.config.settings.development")
django.setup(set_prefix=False)
refuse_unsafe()

Message = MutableMapping[str, Any]


async def probe(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """`/healthz` says alive; every page is elsewhere."""
    alive = scope["path"] == "/healthz"
    body = b'{"status": "alive"}' if alive else b'{"status": "there are no pages here"}'
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200 if alive else 404, "headers": headers})
    await send({"type": "http.response.body", "body": body})


application = ProtocolTypeRouter(
    {"http": probe, "websocket": import_module("tenants.live.asgi").live_sockets}  # models need Django set up first
)
