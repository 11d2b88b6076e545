from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from shared_apps.branding.web import design, installing, language, offline, theme
from shared_apps.limits.facade import uncounted

app_name = "branding_web"

urlpatterns: list[URLPattern | URLResolver] = [
    path("theme.css", uncounted(theme.stylesheet), name="stylesheet"),
    path("theme/logo.webp", uncounted(theme.logo), name="logo"),
    path("theme/icon-<int:size>.png", uncounted(installing.icon), name="icon"),
    path("manifest.webmanifest", uncounted(installing.manifest), name="manifest"),
    path("offline/", offline.page, name="offline"),
    path("sw.js", uncounted(offline.worker), name="worker"),
    path("theme/palette.json", uncounted(theme.palette), name="palette"),
    path("language/<slug:code>/", language.choose, name="language"),
]

if settings.ENVIRONMENT in {"development", "test"}:
    urlpatterns += [
        path("design/", design.show, name="design"),
        path("design/errors/<slug:name>/", design.error, name="design-error"),
    ]
