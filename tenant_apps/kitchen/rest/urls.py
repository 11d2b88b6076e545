from django.urls import URLPattern, URLResolver

app_name = "kitchen_rest"

urlpatterns: list[URLPattern | URLResolver] = []
