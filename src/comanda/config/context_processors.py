"""What every page's shell needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"environment": settings.ENVIRONMENT, "socket_url": socket_url(request)}


def socket_url(request: HttpRequest) -> str:
    """Where this page's sockets are: the same host, on the sockets' own port unless a proxy leads there."""
    scheme = "wss" if request.is_secure() else "ws"
    if settings.SOCKETS_ON_PORT is None:
        return f"{scheme}://{request.get_host()}"
    host = request.get_host().rsplit(":", 1)[0]
    return f"{scheme}://{host}:{settings.SOCKETS_ON_PORT}"
