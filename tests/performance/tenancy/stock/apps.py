from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "tests.performance.tenancy.stock"
    label = "stock"
    default = True
    default_auto_field = "django.db.models.BigAutoField"


class PlainTenantsConfig(AppConfig):
    """Our models, without our handler of connections: Django's own serves the stock engine."""

    name = "tenants"
    label = "tenants"
    default_auto_field = "django.db.models.BigAutoField"
