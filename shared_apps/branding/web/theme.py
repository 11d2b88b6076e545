"""A tenant's stylesheet and logo, kept by browsers until they change, and colours worked out for previews."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comanda.kernel.colour import parse_hex
from shared_apps.branding.contracts import ThemeInfo
from shared_apps.branding.selectors.palette import derive_palette
from shared_apps.branding.selectors.themes import find_logo, get_theme
from tenants.context import current_tenant

_FOREVER = "public, max-age=31536000, immutable"
_SOON = "public, max-age=60"


def _theme() -> ThemeInfo:
    tenant = current_tenant()
    if tenant.is_platform:
        raise Http404
    return get_theme(tenant_id=tenant.id)


def _kept(response: HttpResponse | FileResponse, request: HttpRequest, theme: ThemeInfo) -> HttpResponse | FileResponse:
    response["Cache-Control"] = _FOREVER if request.GET.get("v") == theme.version else _SOON
    return response


@require_safe
def stylesheet(request: HttpRequest) -> HttpResponse | FileResponse:
    theme = _theme()
    return _kept(HttpResponse(theme.stylesheet, content_type="text/css; charset=utf-8"), request, theme)


@require_safe
def logo(request: HttpRequest) -> HttpResponse | FileResponse:
    theme = _theme()
    name = find_logo(tenant_id=theme.tenant_id)
    if not name or not default_storage.exists(name):
        raise Http404
    return _kept(FileResponse(default_storage.open(name), content_type="image/webp"), request, theme)


@require_safe
def palette(request: HttpRequest) -> JsonResponse:
    """Both palettes of a brand and an accent, for live previews."""
    try:
        brand, accent = parse_hex(request.GET.get("brand", "")), parse_hex(request.GET.get("accent", ""))
    except ValueError:
        return JsonResponse({"problem": _("Colours look like #0f6b4f.")}, status=400)
    palettes = {mode: derive_palette(brand=brand, accent=accent, mode=mode) for mode in ("light", "dark")}
    response = JsonResponse(palettes)
    response["Cache-Control"] = "public, max-age=86400"
    return response
