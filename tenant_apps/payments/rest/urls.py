from django.urls import URLPattern, URLResolver

app_name = "payments_rest"

urlpatterns: list[URLPattern | URLResolver] = []
