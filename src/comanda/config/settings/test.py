"""Tests: the real servers, cheap passwords, files in a folder that may be thrown away."""

import os
from pathlib import Path

# Servers of their own, which don't wait for the disk: nobody's data is in them.
os.environ.setdefault("COMANDA_VAR", str(Path(__file__).resolve().parents[4] / "var" / "test"))

from pathlib import Path

from comanda.config.settings.base import *
from comanda.config.settings.base import STORAGES, VAR
from comanda.config.signing_key import load_or_make

ENVIRONMENT = "test"
MAIL_IN_BACKGROUND = False
HEADLESS_JWT_PRIVATE_KEY = load_or_make(VAR / "keys" / "jwt.pem")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT: Path | None = None  # type: ignore[no-redef]  # nothing is collected: files come from their sources
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = VAR / "test-media"
