"""The way in for sockets: the right path, a known tenant, our own page as origin; then the consumer, in its context."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from channels.db import database_sync_to_async
from django.conf import settings

from tenants.broadcast import ensure_listening
from tenants.context import TenantRef, use_tenant
from tenants.live.consumer import LiveConsumer
from tenants.resolution import remembered_place, resolve_host

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PATH = "/ws/live/"
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}

_consumer: Any = LiveConsumer.as_asgi()
_resolve = database_sync_to_async(resolve_host, thread_sensitive=False)


async def live_sockets(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI application for `/ws/live/` on any tenant's host. Everything it doesn't like is refused before accepting."""
    ensure_listening()
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1").lower()
    origin = headers.get(b"origin", b"").decode("latin-1").lower()
    tenant = await _tenant(host) if scope["path"] == PATH and is_own_page(origin, host) else None
    if tenant is None:
        await receive()
        await send({"type": "websocket.close", "code": 4403})
        return
    with use_tenant(tenant):
        await _consumer(scope, receive, send)


async def _tenant(host: str) -> TenantRef | None:
    """The tenant served at that host; none for the platform's own and for one that is suspended."""
    place = remembered_place(host) or await _resolve(host)
    return None if place is None or place.ref.is_platform or not place.served else place.ref


def is_own_page(origin: str, host: str) -> bool:
    """Whether a page of that `Origin` may open a socket at that `Host`: the same host name, on the pages' port.

    A cookie is sent whatever page opens the socket and whatever the port, so this is what keeps strangers' pages out.
    No origin at all is no browser, and our sockets are for browsers.
    """
    page = urlsplit(origin)
    if page.scheme not in {"http", "https"} or page.hostname is None:
        return False
    name, port = _split(host)
    if page.hostname != name:
        return False
    try:
        page_port = page.port or _PORTS[page.scheme]
    except ValueError:
        return False
    if settings.SOCKETS_ON_PORT is not None:
        return page_port == int(settings.PORT)
    return port is None or page_port == port


def _split(host: str) -> tuple[str, int | None]:
    """(name, port) of a Host header; an empty name for nonsense."""
    try:
        parts = urlsplit(f"//{host}")
        return parts.hostname or "", parts.port
    except ValueError:
        return "", None
