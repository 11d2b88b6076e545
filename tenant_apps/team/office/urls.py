from django.urls import URLPattern, URLResolver

app_name = "team_office"

urlpatterns: list[URLPattern | URLResolver] = []
