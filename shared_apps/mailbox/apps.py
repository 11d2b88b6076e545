from importlib import import_module

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    name = "shared_apps.mailbox"
    label = "mailbox"
    verbose_name = "Mailbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("shared_apps.mailbox.tasks")  # so that the task has its class where it is sent from, too
