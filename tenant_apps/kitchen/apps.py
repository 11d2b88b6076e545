from django.apps import AppConfig


class KitchenConfig(AppConfig):
    name = "tenant_apps.kitchen"
    label = "kitchen"
    verbose_name = "Kitchen"
    default_auto_field = "django.db.models.BigAutoField"
