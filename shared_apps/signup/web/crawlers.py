"""`/robots.txt` and `/sitemap.xml` of the platform's host: the front page and the way in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

_PRIVATE = ("/account/", "/api/", "/language/", "/mail/", "/platform/", "/signup/*/")
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap_at = request.build_absolute_uri(reverse("signup_web:sitemap"))
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _PRIVATE), "", f"Sitemap: {sitemap_at}", ""]
    return _kept(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    pages = [
        request.build_absolute_uri(reverse(name))
        for name in ("signup_web:front", "signup_web:signup", "signup_web:sign_in")
    ]
    head = format_html('<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{}">', _SCHEMA)
    entries = format_html_join("", "<url><loc>{}</loc></url>", ((page,) for page in pages))
    return _kept(HttpResponse(f"{head}{entries}</urlset>", content_type="application/xml; charset=utf-8"))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "public, max-age=3600"
    return response
