from django.urls import URLPattern, URLResolver

app_name = "venues_rest"

urlpatterns: list[URLPattern | URLResolver] = []
