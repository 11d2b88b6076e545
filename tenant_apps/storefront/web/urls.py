from django.urls import URLPattern, URLResolver

app_name = "storefront_web"

urlpatterns: list[URLPattern | URLResolver] = []
