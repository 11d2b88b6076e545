"""What stays when the network goes: a page that says so in the tenant's look, and the script that keeps it.

The worker keeps the files listed here and nothing else, ever: no menu, no basket, no order, no page of anybody. It
lives on one host, so on one tenant's; its store is named after the tenant and what is in it.
"""

import hashlib
import json
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from tenants.context import current_tenant

PAGE = "/offline/"
_FILE = re.compile(r'(?:href|src)="(/(?:static/|theme)[^"#]+)(?:#[^"]*)?"')

_WORKER = """const STORE = %(store)s;
const FILES = %(files)s;
const PAGE = FILES[0];
addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(fresh)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  const forget = (names) => Promise.all(names.filter((name) => name !== STORE).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget).then(() => clients.claim()));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const kept = (name) => caches.open(STORE).then((store) => store.match(name));
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async (problem) => (await kept(PAGE)) ?? Promise.reject(problem)));
    return;
  }
  const url = new URL(request.url);
  const file = url.pathname + url.search;
  if (url.origin === location.origin && file !== PAGE && FILES.includes(file)) {
    event.respondWith(fetch(request).catch(async (problem) => (await kept(file)) ?? Promise.reject(problem)));
  }
});
"""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for everybody: no session, no form, no name."""
    response = HttpResponse(_page())
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Its text changes with whatever it keeps, which is how browsers learn that it is a new one."""
    html = _page()
    files = [PAGE, *sorted(set(_FILE.findall(html)))]
    digest = hashlib.sha256(html.encode()).hexdigest()[:16]
    store = f"{current_tenant().schema}-{digest}"
    response = HttpResponse(
        _WORKER % {"store": json.dumps(store), "files": json.dumps(files)},
        content_type="text/javascript; charset=utf-8",
    )
    response["Cache-Control"] = "no-cache"
    return response


def _page() -> str:
    if current_tenant().is_platform:
        raise Http404
    return render_to_string("errors/offline.html")
