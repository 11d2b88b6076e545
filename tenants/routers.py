"""Which alias holds which app: `control` for the platform's tables, `default` for everything that lives in a schema."""

from enum import StrEnum
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from tenants.context import CONTROL_ALIAS, DEFAULT_SHARD, find_tenant


class Home(StrEnum):
    CONTROL = "control"
    TENANT = "tenant"
    BOTH = "both"
    NOWHERE = "nowhere"


@cache
def home_of(app_label: str) -> Home:
    """Where an app's tables live, from the lists in the settings."""
    for config in apps.get_app_configs():
        if config.label == app_label:
            shared = config.name in settings.SHARED_APPS
            tenant = config.name in settings.TENANT_APPS
            if shared and tenant:
                return Home.BOTH
            if tenant:
                return Home.TENANT
            return Home.CONTROL if config.name in settings.CONTROL_APPS else Home.NOWHERE
    return Home.NOWHERE


def labels_in(*homes: Home) -> list[str]:
    return [config.label for config in apps.get_app_configs() if home_of(config.label) in homes]


class TenancyRouter:
    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        return CONTROL_ALIAS if home_of(model._meta.app_label) is Home.CONTROL else DEFAULT_SHARD

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Control tables on `control` only; tenant tables in a tenant's context only; outside a context, nowhere."""
        home = home_of(app_label)
        ref = find_tenant()
        if db == CONTROL_ALIAS or (ref is not None and ref.is_platform):
            return home in (Home.CONTROL, Home.BOTH)
        return ref is not None and home in (Home.TENANT, Home.BOTH)
