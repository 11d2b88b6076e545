from django.urls import URLPattern, URLResolver

app_name = "customers_web"

urlpatterns: list[URLPattern | URLResolver] = []
