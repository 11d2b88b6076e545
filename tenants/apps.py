from django.apps import AppConfig

from tenants import connections

connections.install()  # before any model is imported: every later look-up of a connection follows the context


class TenantsConfig(AppConfig):
    name = "tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"
