"""What a browser needs to put a tenant's pages on a home screen: a manifest and icons of its own."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared_apps.branding.selectors.themes import get_theme
from shared_apps.branding.services.draw_icon import SIZES, draw_icon
from tenants.context import TenantRef, current_tenant


def _tenant() -> TenantRef:
    tenant = current_tenant()
    if tenant.is_platform:
        raise Http404
    return tenant


@require_safe
def icon(request: HttpRequest, size: int) -> HttpResponse:
    tenant = _tenant()
    if size not in SIZES:
        raise Http404
    theme = get_theme(tenant.id)
    response = HttpResponse(draw_icon(theme=theme, name=tenant.name, size=size), content_type="image/png")
    is_named = request.GET.get("v") == theme.version
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_named else "public, max-age=60"
    return response


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    tenant = _tenant()
    theme = get_theme(tenant.id)
    data = {
        "id": "/",
        "name": tenant.name,
        "short_name": tenant.name[:12].strip(),
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf8f5",
        "theme_color": theme.brand,
        "shortcuts": [{"name": _("Your orders"), "url": "/me/"}],
        "icons": [
            {
                "src": f"/theme/icon-{size}.png?v={theme.version}",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ],
    }
    response = JsonResponse(data, content_type="application/manifest+json")
    response["Cache-Control"] = "public, max-age=3600"
    return response
