from functools import lru_cache

from django.conf import settings

from shared_apps.limits.contracts import Limits


def limits_of(*, plan: str) -> Limits:
    """The plan's limits; the default's where the settings don't name the plan."""
    written: str = settings.API_LIMITS.get(plan) or settings.API_LIMITS["default"]
    return _read(written)


@lru_cache(maxsize=64)
def _read(written: str) -> Limits:
    """`6000/600`: of the tenant, of each client. Raises ValueError."""
    tenant, client = written.split("/")
    return Limits(tenant=int(tenant), client=int(client))
