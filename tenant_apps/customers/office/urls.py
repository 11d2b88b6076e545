from django.urls import path

from tenant_apps.customers.office import views

app_name = "customers_office"

urlpatterns = [
    path("", views.customers, name="customers"),
    path("<int:customer_id>/", views.customer, name="customer"),
]
