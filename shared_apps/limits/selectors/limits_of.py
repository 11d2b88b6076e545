from collections.abc import Mapping
from functools import lru_cache

from shared_apps.limits.contracts import Limits


def limits_of(*, plan: str, written: Mapping[str, str]) -> Limits:
    """The plan's limits; the default's where the settings don't name the plan."""
    return _read(written.get(plan) or written["default"])


@lru_cache(maxsize=64)
def _read(written: str) -> Limits:
    """`6000/600`: of the tenant, of each client. Raises ValueError."""
    tenant, client = written.split("/")
    return Limits(tenant=int(tenant), client=int(client))
