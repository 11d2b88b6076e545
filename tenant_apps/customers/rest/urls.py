from django.urls import path

from tenant_apps.customers.rest import staff_views, views

app_name = "customers_rest"

urlpatterns = [
    path("customers/", staff_views.CustomersView.as_view(), name="customers"),
    path("customers/<int:customer_id>/", staff_views.CustomerView.as_view(), name="customer"),
    path("me/", views.Me.as_view(), name="me"),
    path("me/addresses/", views.Addresses.as_view(), name="addresses"),
    path("me/addresses/<int:address_id>/", views.OneAddress.as_view(), name="address"),
]
