from django.apps import AppConfig


class ProbeConfig(AppConfig):
    """A tenant app that gains a field and an index between two releases."""

    name = "tests.performance.tenancy.probe"
    label = "probe"
    default_auto_field = "django.db.models.BigAutoField"
