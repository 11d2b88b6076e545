from django.urls import URLPattern, URLResolver, path

from tenant_apps.venues.rest import views

app_name = "venues_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("venues/", views.VenueList.as_view(), name="venues"),
    path("venues/<int:venue_id>/", views.VenueDetail.as_view(), name="venue"),
    path("venues/<int:venue_id>/hours/", views.VenueHours.as_view(), name="hours"),
    path("venues/<int:venue_id>/slots/", views.VenueSlots.as_view(), name="slots"),
    path("venues/<int:venue_id>/zones/", views.VenueZones.as_view(), name="zones"),
    path("venues/<int:venue_id>/zone/", views.VenueZoneAt.as_view(), name="zone_at"),
]
