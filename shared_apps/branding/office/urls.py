from django.urls import URLPattern, URLResolver, path

from shared_apps.branding.office.views import edit_theme

app_name = "branding_office"

urlpatterns: list[URLPattern | URLResolver] = [path("", edit_theme, name="theme")]
