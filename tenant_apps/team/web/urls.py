from django.urls import path

from tenant_apps.team.web import views

app_name = "team_web"

urlpatterns = [path("<str:key>/", views.accept, name="accept")]
