"""Under /api/v1/ on a tenant's host."""

from django.urls import URLPattern, URLResolver, path

from shared_apps.branding.rest import views

app_name = "branding_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("theme/", views.ThemeView.as_view(), name="theme"),
    path("theme/logo/", views.LogoView.as_view(), name="logo"),
]
