"""Cache keys carry their tenant's schema: the same key set by one tenant is a miss for the next.

Outside a context a key would be everybody's, so it is refused. `cache_page`, sessions and template fragments go through
the same function and are separated with the rest.
"""

from django.core.cache import BaseCache
from django.core.cache import cache as default_cache

from tenants.context import TenantRef, current_tenant


def tenant_key(key: object, key_prefix: str, version: int) -> str:
    """Raises NoTenantError outside a context."""
    return f"{current_tenant().schema}:{key_prefix}:{version}:{key}"


def forget_tenant(ref: TenantRef, cache: BaseCache = default_cache) -> int:
    """Delete every key of one tenant, without blocking the server; returns how many there were."""
    pattern = f"{ref.schema}:{cache.key_prefix}:*"  # a copy of this installation has schemas of the same names
    client = cache._cache.get_client(write=True)  # type: ignore[attr-defined]  # Django offers no scan
    deleted = 0
    batch: list[bytes] = []
    for key in client.scan_iter(match=pattern, count=1000):
        batch.append(key)
        if len(batch) == 500:
            deleted += client.unlink(*batch)
            batch.clear()
    return deleted + (client.unlink(*batch) if batch else 0)
