from django.apps import AppConfig


class SignupConfig(AppConfig):
    name = "shared_apps.signup"
    label = "signup"
    verbose_name = "Sign-up"
    default_auto_field = "django.db.models.BigAutoField"
