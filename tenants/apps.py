from django.apps import AppConfig
from django.core.checks import Tags, register

from tenants import connections

connections.install()  # before any model is imported: every later look-up of a connection follows the context


class TenantsConfig(AppConfig):
    name = "tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models exist only now.
        from comanda.kernel.outbox.publish import register_waker  # noqa: PLC0415
        from tenants.content_types import install_content_type_cache  # noqa: PLC0415
        from tenants.poolers import check_endpoints  # noqa: PLC0415
        from tenants.relay.waking import wake  # noqa: PLC0415

        register_waker(wake)
        install_content_type_cache()
        register(check_endpoints, Tags.database)
