from django.urls import URLPattern, URLResolver, path

from tenant_apps.payments.web.views import second_step

app_name = "payments_web"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<str:token>/", second_step, name="second-step"),
]
