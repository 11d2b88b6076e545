from django.urls import URLPattern, URLResolver, path

from tenant_apps.venues.rest import editing, places, views

app_name = "venues_rest"

urlpatterns: list[URLPattern | URLResolver] = [
    path("venues/", views.VenueList.as_view(), name="venues"),
    path("venues/settings/", editing.AllSettingsView.as_view(), name="all_settings"),
    path("venues/<int:venue_id>/settings/", editing.SettingsView.as_view(), name="settings"),
    path("venues/<int:venue_id>/hours/exceptions/<str:day>/", editing.ExceptionView.as_view(), name="exception"),
    path("venues/<int:venue_id>/zones/<int:zone_id>/", places.ZoneView.as_view(), name="zone"),
    path("venues/<int:venue_id>/tables/", places.TablesView.as_view(), name="tables"),
    path("venues/<int:venue_id>/tables/<int:table_id>/", places.TableView.as_view(), name="table"),
    path(
        "venues/<int:venue_id>/tables/<int:table_id>/code-renewal/", places.TableCodeView.as_view(), name="table_code"
    ),
    path("venues/<int:venue_id>/", views.VenueDetail.as_view(), name="venue"),
    path("venues/<int:venue_id>/hours/", views.VenueHours.as_view(), name="hours"),
    path("venues/<int:venue_id>/slots/", views.VenueSlots.as_view(), name="slots"),
    path("venues/<int:venue_id>/zones/", views.VenueZones.as_view(), name="zones"),
    path("venues/<int:venue_id>/zone/", views.VenueZoneAt.as_view(), name="zone_at"),
]
