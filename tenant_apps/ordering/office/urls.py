from django.urls import URLPattern, URLResolver

app_name = "ordering_office"

urlpatterns: list[URLPattern | URLResolver] = []
