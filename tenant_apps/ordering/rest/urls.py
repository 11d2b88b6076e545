from django.urls import URLPattern, URLResolver

app_name = "ordering_rest"

urlpatterns: list[URLPattern | URLResolver] = []
