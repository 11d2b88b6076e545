from django.urls import path

from tenant_apps.customers.rest import views

app_name = "customers_rest"

urlpatterns = [
    path("me/", views.Me.as_view(), name="me"),
    path("me/addresses/", views.Addresses.as_view(), name="addresses"),
    path("me/addresses/<int:address_id>/", views.OneAddress.as_view(), name="address"),
]
