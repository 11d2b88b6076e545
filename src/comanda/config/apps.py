from importlib import import_module

from django.apps import AppConfig


class CompositionConfig(AppConfig):
    """The composition root as an app: it registers checks and hands lower rooms what they need from higher ones."""

    name = "comanda.config"
    label = "config"

    def ready(self) -> None:
        import_module("comanda.config.checks")
        import_module("comanda.config.handed_down")
