from django.urls import URLPattern, URLResolver

app_name = "signup_web"

urlpatterns: list[URLPattern | URLResolver] = []
