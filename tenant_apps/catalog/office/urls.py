from django.urls import URLPattern, URLResolver

app_name = "catalog_office"

urlpatterns: list[URLPattern | URLResolver] = []
