"""Addresses on a tenant's host: the storefront at the root, staff in /office/ and /kitchen/, the API in /api/v1/."""

from django.urls import include, path

from comanda.config.urls_shared import shared_urls

# No address stands in two of these lists, so their order says only which is found sooner: what guests ask for most
# comes first. Looking through all of them took a tenth of the time an order takes.
api = [
    path("", include("tenant_apps.catalog.rest.urls")),
    path("", include("tenant_apps.ordering.rest.urls")),
    path("", include("tenant_apps.venues.rest.urls")),
    path("", include("tenant_apps.customers.rest.urls")),
    path("", include("tenant_apps.payments.rest.urls")),
    path("", include("tenant_apps.kitchen.rest.urls")),
    path("", include("tenant_apps.office.rest.urls")),
    path("", include("shared_apps.branding.rest.urls")),
    path("", include("shared_apps.accounts.rest.urls")),
]

office = [
    path("", include("tenant_apps.office.web.urls")),
    path("orders/", include("tenant_apps.ordering.office.urls")),
    path("menu/stations/", include("tenant_apps.kitchen.office.station_urls")),
    path("menu/", include("tenant_apps.catalog.office.urls")),
    path("venues/", include("tenant_apps.venues.office.urls")),
    path("customers/", include("tenant_apps.customers.office.urls")),
    path("theme/", include("shared_apps.branding.office.urls")),
]

urlpatterns = [
    path("api/v1/", include(api)),
    path("office/", include(office)),
    path("kitchen/", include("tenant_apps.kitchen.office.urls")),
    path("invitations/", include("tenant_apps.team.web.urls")),
    path("pay/", include("tenant_apps.payments.web.urls")),
    path("me/", include("tenant_apps.customers.web.urls")),
    path("", include("tenant_apps.storefront.web.urls")),
    *shared_urls,
]
