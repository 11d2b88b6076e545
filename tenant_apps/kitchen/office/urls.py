from django.urls import URLPattern, URLResolver, path

from tenant_apps.kitchen.office import views

app_name = "kitchen_office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.display, name="display"),
    path("board/", views.board, name="board"),
    path("recent/", views.recent, name="recent"),
    path("tickets/<int:ticket_id>/start/", views.start, name="start"),
    path("tickets/<int:ticket_id>/bump/", views.bump, name="bump"),
    path("tickets/<int:ticket_id>/recall/", views.recall, name="recall"),
    path("items/<int:item_id>/check/", views.check_off, name="check"),
    path("items/<int:item_id>/uncheck/", views.take_back, name="uncheck"),
]
