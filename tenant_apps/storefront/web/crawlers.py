"""`/robots.txt` and `/sitemap.xml` of a tenant's host: menus and dishes are for everybody, the rest is not."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from tenant_apps.catalog.errors import MenuNotPublishedError
from tenant_apps.catalog.facade import get_menu
from tenant_apps.venues.facade import list_venues

_PRIVATE = (
    "/account/", "/api/", "/invitations/", "/kitchen/", "/language/", "/me/", "/office/", "/offline/", "/orders/",
    "/pay/", "/t/", "/v/*/cart/", "/v/*/checkout/", "/*?service=",
)  # fmt: skip


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _PRIVATE), "", f"Sitemap: {_root(request)}sitemap.xml"]
    return _kept(HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8"))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """From what the process keeps in memory; a venue without a menu is left out."""
    entries = format_html_join("", "<url><loc>{}</loc><lastmod>{}</lastmod></url>", _pages(_root(request)))
    head = format_html('<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{}">', _SCHEMA)
    return _kept(HttpResponse(f"{head}{entries}</urlset>", content_type="application/xml; charset=utf-8"))


_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _pages(root: str) -> Iterator[tuple[str, str]]:
    venues = list_venues()
    latest: list[datetime] = []
    found: list[tuple[str, str]] = []
    for venue in venues:
        try:
            menu = get_menu(venue_id=venue.id)
        except MenuNotPublishedError:
            continue
        day = f"{menu.published_at:%Y-%m-%d}"
        latest.append(menu.published_at)
        listed = {item_id for category in menu.categories for item_id in category.item_ids}
        found.append((f"{root}v/{venue.slug}/", day))
        found += [(f"{root}v/{venue.slug}/items/{item_id}/", day) for item_id in menu.items if item_id in listed]
    if len(venues) > 1 and latest:  # with one venue, the root leads on to its menu
        yield root, f"{max(latest):%Y-%m-%d}"
    yield from found


def _root(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}/"


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "public, max-age=3600"
    return response
