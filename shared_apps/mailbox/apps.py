from django.apps import AppConfig


class MailboxConfig(AppConfig):
    name = "shared_apps.mailbox"
    label = "mailbox"
    verbose_name = "Mailbox"
    default_auto_field = "django.db.models.BigAutoField"
