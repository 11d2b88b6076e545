from django.urls import URLPattern, URLResolver

app_name = "catalog_rest"

urlpatterns: list[URLPattern | URLResolver] = []
