from django.urls import URLPattern, URLResolver

app_name = "customers_rest"

urlpatterns: list[URLPattern | URLResolver] = []
