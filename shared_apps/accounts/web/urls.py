from django.urls import URLPattern, URLResolver

app_name = "accounts_web"

urlpatterns: list[URLPattern | URLResolver] = []
