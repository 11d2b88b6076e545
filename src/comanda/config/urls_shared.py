"""Addresses that exist on every host."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularSwaggerSplitView

from comanda.config.api_description import HostSchemaView
from shared_apps.accounts.web.views import LoginPage
from shared_apps.limits.facade import uncounted
from tenants.media import media

shared_urls: list[URLPattern | URLResolver] = [
    path("account/login/", LoginPage.as_view(), name="account_login"),
    path("account/", include("allauth.urls")),
    path("media/<path:path>", uncounted(media), name="media"),
    path("api/v1/schema/", HostSchemaView.as_view(), name="api-schema"),
    path("api/v1/docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    path("", include("shared_apps.accounts.web.urls")),
    path("", include("shared_apps.branding.web.urls")),
]
