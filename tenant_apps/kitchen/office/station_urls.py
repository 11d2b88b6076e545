from django.urls import URLPattern, URLResolver, path

from tenant_apps.kitchen.office import stations

app_name = "kitchen_stations"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", stations.stations, name="stations"),
    path("new/", stations.add, name="add"),
    path("order/", stations.move, name="move"),
    path("assignment/", stations.assign, name="assign"),
    path("<slug:code>/", stations.rename, name="rename"),
    path("<slug:code>/removal/", stations.close, name="close"),
]
