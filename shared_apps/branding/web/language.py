"""Choose a language: a link that works without scripts, on pages that are the same for everybody."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language in a cookie and go back to where the person was (`next`, else the referring page)."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = redirect(_way_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 86400,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


def _way_back(request: HttpRequest) -> str:
    wanted = request.GET.get("next") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    parts = urlsplit(wanted)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
