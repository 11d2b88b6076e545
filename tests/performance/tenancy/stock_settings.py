"""The same apps under stock django-tenants: its backend, router, models and commands, nothing of ours below it."""

import os

from tests.performance.tenancy.settings import *  # noqa: F403
from tests.performance.tenancy.settings import DATABASES, INSTALLED_APPS, SHARED_APPS

OURS = "tests.performance.tenancy.stock.apps.PlainTenantsConfig"
STOCK = "tests.performance.tenancy.stock"
INSTALLED_APPS = [
    "django_tenants",
    *(OURS if app == "tenants" else app for app in INSTALLED_APPS),
    STOCK,
]
SHARED_APPS = ["django_tenants", *(OURS if app == "tenants" else app for app in SHARED_APPS), STOCK]
DATABASES = {
    "default": DATABASES["default"] | {"ENGINE": "django_tenants.postgresql_backend", "NAME": os.environ["BENCH_DB"]}
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TENANT_SYNC_ROUTER = DATABASE_ROUTERS[0]
TENANT_DB_ALIAS = "default"
TENANT_MODEL = "stock.Client"
TENANT_DOMAIN_MODEL = "stock.Domain"
MIGRATION_MODULES = {
    "probe": os.environ.get("BENCH_PROBE", "tests.performance.tenancy.probe.before.migrations"),
    "stock": None,
}
