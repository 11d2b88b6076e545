from django.urls import URLPattern, URLResolver

app_name = "kitchen_office"

urlpatterns: list[URLPattern | URLResolver] = []
