"""A developer's machine, and the demo chain of `make run`: near to production, so DEBUG is off unless asked for."""

from comanda.config.settings.base import *
from comanda.config.settings.base import HEADLESS_JWT_PRIVATE_KEY, STORAGES, VAR, env
from comanda.config.signing_key import load_or_make

ENVIRONMENT = "development"
DEBUG = env.bool("DEBUG", default=False)
HEADLESS_JWT_PRIVATE_KEY = HEADLESS_JWT_PRIVATE_KEY or load_or_make(VAR / "keys" / "jwt.pem")

if DEBUG:
    # Files straight from the source folders, without collecting or naming them by their hash.
    STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
