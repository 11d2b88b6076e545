from importlib import import_module

from django.apps import AppConfig

from tenants import live


class KitchenConfig(AppConfig):
    name = "tenant_apps.kitchen"
    label = "kitchen"
    verbose_name = "Kitchen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("tenant_apps.kitchen.subscribers")
        live.register_topic("kitchen", import_module("tenant_apps.kitchen.selectors.live_topics").may_see_kitchen)
