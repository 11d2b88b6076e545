from importlib import import_module

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class CompositionConfig(AppConfig):
    """The composition root as an app: it registers checks and hands lower rooms what they need from higher ones."""

    name = "comanda.config"
    label = "config"
    default = True

    def ready(self) -> None:
        import_module("comanda.config.checks")
        import_module("comanda.config.handed_down")


class ProductFilesConfig(StaticFilesConfig):
    """What packages bring and no page of ours uses is not collected."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "*.map", "redoc", "rest_framework", "django_htmx"]
