"""A developer's machine, and the demo chain of `make run`: near to production, so DEBUG is off unless asked for."""

from comanda.config.settings.base import *
from comanda.config.settings.base import STORAGES, env

ENVIRONMENT = "development"
DEBUG = env.bool("DEBUG", default=False)

if DEBUG:
    # Files straight from the source folders, without collecting or naming them by their hash.
    STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
