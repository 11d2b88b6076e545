from django.urls import path

from tenant_apps.customers.web import views

app_name = "customers_web"

urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("addresses/new/", views.edit_address, name="new_address"),
    path("addresses/<int:address_id>/", views.edit_address, name="address"),
    path("addresses/<int:address_id>/removal/", views.remove_address, name="remove_address"),
]
