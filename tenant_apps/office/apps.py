from importlib import import_module

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "tenant_apps.office"
    label = "office"
    verbose_name = "Office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tenant_apps.office.subscribers")
        import_module("tenant_apps.office.tasks")  # so that the task has its class where it is sent from, too
