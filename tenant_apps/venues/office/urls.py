from django.urls import URLPattern, URLResolver

app_name = "venues_office"

urlpatterns: list[URLPattern | URLResolver] = []
