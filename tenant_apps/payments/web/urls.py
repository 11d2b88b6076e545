from django.urls import URLPattern, URLResolver

app_name = "payments_web"

urlpatterns: list[URLPattern | URLResolver] = []
