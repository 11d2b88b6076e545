from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "shared_apps.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("shared_apps.accounts.checks")
        import_module("shared_apps.accounts.web.email_changes")  # listens to allauth
        import_module("shared_apps.accounts.rest.authentication")  # its OpenAPI scheme registers itself
