"""Pages that are the same for everybody, drawn once per process and sent as bytes.

An entry holds what it was drawn from. A look-up compares that with what is true now, all of it in memory: the venue's
book, the menu's etag, what is off, the theme's version. So a change anywhere shows on the next request, and a hit costs
neither SQL nor a template. Bodies are kept compressed as well: the pages hold nothing of the person who asks.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from tenants.broadcast import after_silence

LIMIT = 2_000
MAX_AGE = 60.0
"""Seconds after which a page is drawn again in any case: opening times and prices by the hour move by the clock."""


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page, what it was drawn from, and until when (monotonic seconds) it may be sent."""

    basis: tuple[object, ...]
    until: float
    body: bytes
    packed: bytes
    etag: str


_pages: OrderedDict[Hashable, Page] = OrderedDict()
_lock = threading.Lock()


def find_page(*, key: Hashable, basis: tuple[object, ...]) -> Page | None:
    """The page kept under `key`, if it was drawn from exactly this basis and is not too old."""
    page = _pages.get(key)
    if page is None or page.until <= time.monotonic() or page.basis != basis:
        return None
    return page


def keep_page(*, key: Hashable, basis: tuple[object, ...], draw: Callable[[], str], seconds: float = MAX_AGE) -> Page:
    """Draw a page and keep it for at most `seconds` from now, the drawing included."""
    until = time.monotonic() + max(0.0, min(seconds, MAX_AGE))
    body = draw().encode()
    page = Page(
        basis=basis,
        until=until,
        body=body,
        packed=gzip.compress(body, 6, mtime=0),
        etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"',
    )
    with _lock:
        _pages[key] = page
        _pages.move_to_end(key)
        while len(_pages) > LIMIT:
            _pages.popitem(last=False)
    return page


def forget_pages() -> None:
    """Empty the cache: after a gap in the announcements anything may have been missed."""
    with _lock:
        _pages.clear()


after_silence(forget_pages)


def respond(request: HttpRequest, page: Page) -> HttpResponse:
    """304 where the browser has it; compressed where the browser can."""
    response: HttpResponse
    if request.META.get("HTTP_IF_NONE_MATCH") == page.etag:
        response = HttpResponseNotModified()
    elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response = HttpResponse(page.packed)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(page.body)
    response.headers["ETag"] = page.etag
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Encoding, Cookie, HX-Request"
    return response
