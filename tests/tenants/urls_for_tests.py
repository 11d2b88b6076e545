"""Views that say whose request they think it is."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path

from tenants.context import NoTenantError, current_tenant, use_tenant
from tenants.media import media


def schema_in_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def schema_from_any_thread() -> str:
    try:
        return schema_in_database()
    finally:
        connection.close()  # the thread may end with the loop


def whoami(request: HttpRequest) -> JsonResponse:
    return JsonResponse({
        "slug": request.tenant.slug,
        "context": current_tenant().schema,
        "database": schema_in_database(),
        "sessions": list(Session.objects.values_list("session_key", flat=True)),
    })  # fmt: skip


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


async def awhoami(request: HttpRequest) -> JsonResponse:
    await asyncio.sleep(0)
    return JsonResponse({
        "slug": request.tenant.slug,
        "context": current_tenant().schema,
        "database": await sync_to_async(schema_in_database)(),
        "sessions": [key async for key in Session.objects.values_list("session_key", flat=True)],
    })  # fmt: skip


async def agather(request: HttpRequest) -> JsonResponse:
    """Tasks, threads that may run anywhere, and the async ORM at once."""
    insensitive = sync_to_async(schema_from_any_thread, thread_sensitive=False)
    seen = await asyncio.gather(
        *(sync_to_async(schema_in_database)() for _ in range(3)),
        *(insensitive() for _ in range(3)),
        asyncio.create_task(sync_to_async(schema_in_database)()),
    )
    return JsonResponse({"seen": sorted(set(seen))})


def in_thread(request: HttpRequest) -> JsonResponse:
    """A bare thread knows no tenant and is refused; one that is told serves it."""
    outcome: dict[str, str] = {}
    ref = current_tenant()

    def bare() -> None:
        try:
            outcome["bare"] = schema_in_database()
        except NoTenantError:
            outcome["bare"] = "refused"
        finally:
            connection.close()

    def told() -> None:
        with use_tenant(ref):
            outcome["told"] = schema_in_database()
            connection.close()

    for target in (bare, told):
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
    return JsonResponse(outcome)


def stream(request: HttpRequest) -> StreamingHttpResponse:
    def parts() -> Iterator[str]:
        for _ in range(3):
            yield schema_in_database()
            yield ","

    return StreamingHttpResponse(parts())


async def astream(request: HttpRequest) -> StreamingHttpResponse:
    async def parts() -> AsyncIterator[str]:
        for _ in range(3):
            yield await sync_to_async(schema_in_database)()
            await asyncio.sleep(0)
            yield ","

    return StreamingHttpResponse(parts())


def remember(request: HttpRequest) -> JsonResponse:
    before = cache.get("fruit")
    cache.set("fruit", current_tenant().slug)
    return JsonResponse({"before": before, "after": cache.get("fruit")})


async def whose(request: HttpRequest) -> JsonResponse:
    """Several calls to Redis, one after the other: plenty of moments to be cut in."""
    values = [await cache.aget(f"whose{number}") for number in range(5)]
    return JsonResponse({"values": values, "context": current_tenant().schema})


urlpatterns = [
    path("whoami/", whoami),
    path("api/whoami/", whoami),
    path("empty/", empty),
    path("awhoami/", awhoami),
    path("agather/", agather),
    path("thread/", in_thread),
    path("stream/", stream),
    path("astream/", astream),
    path("remember/", remember),
    path("whose/", whose),
    path("media/<path:path>", media),
]
