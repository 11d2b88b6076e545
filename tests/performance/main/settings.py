"""The development settings on a database of the benchmark's own, with an empty view beside the product's."""

from comanda.config.settings.development import *  # noqa: F403
from comanda.config.settings.development import DATABASES, LOGGING, STORAGES

DATABASE = "comanda_bench_main"

for _alias in DATABASES.values():
    _alias["NAME"] = DATABASE
ROOT_URLCONF = "tests.performance.main.urls"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING["root"]["level"] = "ERROR"
API_LIMITS = PAGE_LIMITS = {"default": "1000000000/1000000000"}  # counted, and never reached by one very quick client
STATIC_ROOT = None  # nothing is collected
