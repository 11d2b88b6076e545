from importlib import import_module

from django.apps import AppConfig

from tenants.broadcast import after_silence, on_announcement


class CatalogConfig(AppConfig):
    name = "tenant_apps.catalog"
    label = "catalog"
    verbose_name = "Catalog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep what this process remembers of menus as fresh as every other process's."""
        eighty_six = import_module("tenant_apps.catalog.selectors.eighty_six")
        published = import_module("tenant_apps.catalog.selectors.published")
        menu_bytes = import_module("tenant_apps.catalog.selectors.menu_bytes")
        on_announcement(published.CHANNEL, published.forget_menu)
        on_announcement(eighty_six.CHANNEL, eighty_six.forget_eighty_sixed)
        after_silence(published.forget_all)
        after_silence(eighty_six.forget_all)
        after_silence(menu_bytes.forget_all)
