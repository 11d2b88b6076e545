"""The socket server under test: our consumer and hub under uvicorn, without a database behind them."""

import sys
from typing import Any

import django
import uvicorn

django.setup()

from tenants import live  # noqa: E402
from tenants.context import TenantRef, use_tenant  # noqa: E402
from tenants.live.consumer import LiveConsumer  # noqa: E402

TENANT = TenantRef(id=1, name="Bench", slug="bench", schema="t_bench")
consumer = LiveConsumer.as_asgi()
live.register_topic("bench", lambda visitor, argument: True)


async def application(scope: Any, receive: Any, send: Any) -> None:
    with use_tenant(TENANT):
        await consumer(scope, receive, send)


if __name__ == "__main__":
    uvicorn.run(
        application,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_max_size=65536,
        lifespan="off",
        log_level="error",
        ws_per_message_deflate=False,
        backlog=8192,
        timeout_graceful_shutdown=5,
    )
