"""The product's settings with one more tenant app, whose second migration is the one the fleet takes."""

from comanda.config.settings.test import *  # noqa: F403
from comanda.config.settings.test import INSTALLED_APPS, TENANT_APPS

PROBE = "tests.performance.tenancy.probe"
INSTALLED_APPS = [*INSTALLED_APPS, PROBE]
TENANT_APPS = [*TENANT_APPS, PROBE]
MIGRATION_MODULES = {"probe": "tests.performance.tenancy.probe.before.migrations"}
TENANCY_LISTEN = False
TENANCY_MAP_SECONDS = 3600
