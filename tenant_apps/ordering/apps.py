from importlib import import_module

from django.apps import AppConfig


class OrderingConfig(AppConfig):
    name = "tenant_apps.ordering"
    label = "ordering"
    verbose_name = "Ordering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tenant_apps.ordering.subscribers")
        import_module("tenant_apps.ordering.office.live_board").register_topics()
