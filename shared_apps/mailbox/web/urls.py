from django.urls import URLPattern, URLResolver

app_name = "mailbox_web"

urlpatterns: list[URLPattern | URLResolver] = []
