"""Tests: the real servers, cheap passwords, files in a folder that may be thrown away."""

from comanda.config.settings.base import *
from comanda.config.settings.base import STORAGES, VAR

ENVIRONMENT = "test"
MAIL_IN_BACKGROUND = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = VAR / "test-media"
