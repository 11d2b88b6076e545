from django.apps import AppConfig

from tenants.broadcast import after_silence, on_announcement


class CatalogConfig(AppConfig):
    name = "tenant_apps.catalog"
    label = "catalog"
    verbose_name = "Catalog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep what this process remembers of menus as fresh as every other process's."""
        from tenant_apps.catalog.selectors import eighty_six, published  # noqa: PLC0415 - models load after apps

        on_announcement(published.CHANNEL, published.forget_menu)
        on_announcement(eighty_six.CHANNEL, eighty_six.forget_eighty_sixed)
        after_silence(published.forget_all)
        after_silence(eighty_six.forget_all)
