from django.apps import AppConfig


class VenuesConfig(AppConfig):
    name = "tenant_apps.venues"
    label = "venues"
    verbose_name = "Venues"
    default_auto_field = "django.db.models.BigAutoField"
