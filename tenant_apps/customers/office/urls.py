from django.urls import URLPattern, URLResolver

app_name = "customers_office"

urlpatterns: list[URLPattern | URLResolver] = []
