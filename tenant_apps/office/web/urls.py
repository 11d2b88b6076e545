from django.urls import URLPattern, URLResolver

app_name = "office_web"

urlpatterns: list[URLPattern | URLResolver] = []
