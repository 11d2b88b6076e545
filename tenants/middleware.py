"""The request's host decides whose request it is; everything after this runs in that context.

Only the Host header counts: `X-Forwarded-Host` is what a stranger says. Streaming answers are produced after the
middleware has returned; their iterators are run in the same context, or a tenant's export would end in NoTenantError.
"""

import contextvars
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import set_urlconf
from django.utils.html import escape
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from comanda.kernel.access import is_page
from comanda.kernel.http.answers import error_of, problem_response
from comanda.kernel.origins import origin_of
from tenants.broadcast import ensure_listening
from tenants.context import TenantRef, current_tenant, use_tenant
from tenants.resolution import Place, has_left, remembered_place, resolve_host

CRASHED = 500
ONE_MOMENT = (
    "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<meta http-equiv=refresh content=1><title>503</title><h1>{title}</h1><p>{text}</p>"
)


class TenantMiddleware:
    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if self.is_async:
            return self._respond_async(request)
        ensure_listening()
        place = find_place(request)
        if place is None:
            return unknown_host(request)
        with use_tenant(place.ref) as ref:
            if not place.served:
                return one_moment(request) if place.frozen else not_available(request, ref)
            enter(request, ref)
            response = self.get_response(request)
            if response.status_code == CRASHED and has_gone(ref):
                return one_moment(request)
            return keep_context(response)

    async def _respond_async(self, request: HttpRequest) -> HttpResponseBase:
        ensure_listening()
        place = await find_place_async(request)
        if place is None:
            return unknown_host(request)
        with use_tenant(place.ref) as ref:
            if not place.served:
                return one_moment(request) if place.frozen else not_available(request, ref)
            enter(request, ref)
            response = await self.get_response(request)
            if response.status_code == CRASHED and await sync_to_async(has_gone)(ref):
                return one_moment(request)
            return keep_context(response)


def find_place(request: HttpRequest) -> Place | None:
    return resolve_host(host_header(request))


async def find_place_async(request: HttpRequest) -> Place | None:
    raw = host_header(request)
    return remembered_place(raw) or await sync_to_async(resolve_host)(raw)


def host_header(request: HttpRequest) -> str:
    meta = request.META
    return str(meta.get("HTTP_HOST") or meta.get("SERVER_NAME", ""))


def enter(request: HttpRequest, ref: TenantRef) -> None:
    request.tenant = ref  # type: ignore[attr-defined]
    if ref.is_platform:
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
        set_urlconf(settings.PUBLIC_SCHEMA_URLCONF)


def unknown_host(request: HttpRequest) -> HttpResponse:
    if not is_page(request):
        return problem_response(error_of(404, _("Nothing is served at this address.")))
    body = _page(request, "errors/unknown_host.html", {"platform": origin_of(settings.PLATFORM_HOST)})
    return HttpResponse(body, status=404)


def not_available(request: HttpRequest, ref: TenantRef) -> HttpResponse:
    """A suspended tenant's own page, in its own colours."""
    if not is_page(request):
        return out_of_service(_("%(name)s is not available at the moment.") % {"name": ref.name}, retry_after=3600)
    body = _page(request, "errors/503_suspended.html", {"tenant": ref})
    return HttpResponse(body, status=503, headers={"Retry-After": "3600", "Cache-Control": "no-store"})


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> str:
    """In the reader's language: the middleware that sees to that comes later. Nothing else is believed."""
    with override(get_language_from_request(request)):
        return render_to_string(template, context)


def out_of_service(message: str, *, retry_after: int) -> HttpResponse:
    answer = problem_response(error_of(503, message))
    answer["Retry-After"] = str(retry_after)
    answer["Cache-Control"] = "no-store"
    return answer


def has_gone(ref: TenantRef) -> bool:
    """Whether the tenant was moved away (or suspended, or erased) while it was served: a crash was no crash then.

    Who waits for a lock when its tables go gets an error, and so does a process that wasn't told of the move.
    """
    try:
        return has_left(ref)
    except DatabaseError:
        return False


def one_moment(request: HttpRequest) -> HttpResponse:
    """For a tenant that is being moved: without a query or a template of its own, and the browser asks again."""
    if not is_page(request):
        return out_of_service(_("We will be with you in a second."), retry_after=1)
    page = ONE_MOMENT.format(title=escape(_("One moment, please")), text=escape(_("We will be with you in a second.")))
    return HttpResponse(page, status=503, headers={"Retry-After": "1", "Cache-Control": "no-store"})


def keep_context(response: HttpResponseBase) -> HttpResponseBase:
    if not getattr(response, "streaming", False):
        return response
    context = contextvars.copy_context()
    content: Any = response.streaming_content  # type: ignore[attr-defined]
    wrapped = _each_async(content, context) if response.is_async else _each(content, context)  # type: ignore[attr-defined]
    response.streaming_content = wrapped  # type: ignore[attr-defined]
    return response


def _each(content: Iterator[bytes], context: contextvars.Context) -> Iterator[bytes]:
    iterator = iter(content)
    done = object()
    while (part := context.run(next, iterator, done)) is not done:
        yield part  # type: ignore[misc]


async def _each_async(content: AsyncIterator[bytes], context: contextvars.Context) -> AsyncIterator[bytes]:
    ref = context.run(current_tenant)
    iterator = aiter(content)
    while True:
        with use_tenant(ref):
            try:
                part = await anext(iterator)
            except StopAsyncIteration:
                return
        yield part
