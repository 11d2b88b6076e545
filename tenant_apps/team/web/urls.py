from django.urls import URLPattern, URLResolver

app_name = "team_web"

urlpatterns: list[URLPattern | URLResolver] = []
