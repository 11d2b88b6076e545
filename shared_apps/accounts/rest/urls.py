from django.urls import URLPattern, URLResolver

app_name = "accounts_rest"

urlpatterns: list[URLPattern | URLResolver] = []
