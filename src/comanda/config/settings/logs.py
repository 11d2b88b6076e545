"""Logs: one JSON object a line in production, a readable line in development; each names its tenant's schema."""

from comanda.config.settings.environment import env

LOG_FORMAT = env("LOG_FORMAT", default="readable")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "tenant": {"()": "tenants.logging.TenantFilter"},
        "redact": {"()": "comanda.config.logs.RedactingFilter"},
    },
    "formatters": {
        "json": {"()": "comanda.config.logs.JsonFormatter"},
        "readable": {
            "format": "%(asctime)s %(levelname)-7s %(schema)-12s %(name)s: %(message)s",
            "datefmt": "%H:%M:%S",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["tenant", "redact"], "formatter": LOG_FORMAT},
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"level": "INFO", "propagate": True, "handlers": []},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
        "botocore": {"level": "WARNING"},
        "PIL": {"level": "WARNING"},
    },
}
