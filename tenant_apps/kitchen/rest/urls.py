from django.urls import URLPattern, URLResolver, path

from tenant_apps.kitchen.rest import stations, views

app_name = "kitchen_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("stations/", stations.StationsView.as_view(), name="stations"),
    path("stations/order/", stations.StationOrderView.as_view(), name="station_order"),
    path("stations/<slug:code>/", stations.StationView.as_view(), name="station"),
    path("kitchen/tickets/", views.TicketList.as_view(), name="tickets"),
    path("kitchen/tickets/<int:ticket_id>/", views.TicketDetail.as_view(), name="ticket"),
    path("kitchen/tickets/<int:ticket_id>/start/", views.TicketStart.as_view(), name="start"),
    path("kitchen/tickets/<int:ticket_id>/bump/", views.TicketBump.as_view(), name="bump"),
    path("kitchen/tickets/<int:ticket_id>/recall/", views.TicketRecall.as_view(), name="recall"),
    path("kitchen/items/<int:item_id>/check/", views.ItemCheck.as_view(), name="check"),
    path("kitchen/items/<int:item_id>/uncheck/", views.ItemUncheck.as_view(), name="uncheck"),
]
