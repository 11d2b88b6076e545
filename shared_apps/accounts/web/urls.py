from django.urls import path

from shared_apps.accounts.web import views

app_name = "accounts_web"

urlpatterns = [path("enter/<str:key>/", views.enter, name="enter")]
