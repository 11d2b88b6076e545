from django.urls import URLPattern, URLResolver, path

from tenant_apps.venues.office import hours_pages, table_pages, venue_pages, zone_pages

app_name = "venues_office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", venue_pages.overview, name="overview"),
    path("new/", venue_pages.new, name="new"),
    path("<int:venue_id>/", venue_pages.profile, name="profile"),
    path("<int:venue_id>/hours/", hours_pages.hours, name="hours"),
    path("<int:venue_id>/hours/exceptions/", hours_pages.add_exception, name="add_exception"),
    path("<int:venue_id>/hours/exceptions/removal/", hours_pages.remove_exception, name="remove_exception"),
    path("<int:venue_id>/zones/", zone_pages.zones, name="zones"),
    path("<int:venue_id>/zones/new/", zone_pages.edit_zone, name="new_zone"),
    path("<int:venue_id>/zones/<int:zone_id>/", zone_pages.edit_zone, name="zone"),
    path("<int:venue_id>/zones/<int:zone_id>/removal/", zone_pages.remove_zone, name="remove_zone"),
    path("<int:venue_id>/tables/", table_pages.tables, name="tables"),
    path("<int:venue_id>/tables/print/", table_pages.print_codes, name="print_codes"),
    path("<int:venue_id>/tables/<int:table_id>/", table_pages.change_table, name="change_table"),
]
