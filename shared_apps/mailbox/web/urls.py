from django.urls import path

from shared_apps.mailbox.web import views

app_name = "mailbox_web"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("news/", views.news, name="news"),
    path("clear/", views.clear, name="clear"),
    path("<slug:mail_id>/", views.inbox, name="mail"),
    path("<slug:mail_id>/body/", views.body, name="body"),
]
