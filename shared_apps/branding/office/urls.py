from django.urls import URLPattern, URLResolver

app_name = "branding_office"

urlpatterns: list[URLPattern | URLResolver] = []
