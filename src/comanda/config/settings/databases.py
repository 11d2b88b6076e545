"""The two database aliases, and what the tenancy engine may be told.

`control` is the public schema (chains, tenants, domains, themes); `default` is resolved from the tenant context to the
tenant's shard. They may be one database; nothing in the code assumes it. More shards: `SHARD_URLS=name=url,name=url`,
and past their poolers `DIRECT_SHARD_URLS` in the same form.
"""

from typing import Any

from comanda.config.apps_installed import CONTROL
from comanda.config.settings.environment import DATABASE_URL, env


def database(url: str, direct_url: str = "") -> dict[str, Any]:
    """One alias from a `postgres://` address, with what a pooler in transaction mode needs."""
    parsed: dict[str, Any] = dict(env.db_url_config(url))
    parsed["ENGINE"] = "tenants.backend"
    # A connection that has touched many schemas grows (2.3 GB after 500 of 120 tables): recycled every ten minutes.
    parsed["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    parsed["CONN_HEALTH_CHECKS"] = True
    parsed["DISABLE_SERVER_SIDE_CURSORS"] = True
    options = parsed.setdefault("OPTIONS", {})
    options["prepare_threshold"] = None
    options.setdefault("connect_timeout", 5)  # seconds: a machine that has gone answers nobody, ever
    parsed["DIRECT_URL"] = direct_url
    return parsed


_CONTROL_URL = env("CONTROL_DATABASE_URL", default="")
_DIRECT_URL = env("DIRECT_DATABASE_URL", default="")
_DIRECT_CONTROL_URL = env("DIRECT_CONTROL_DATABASE_URL", default="") or ("" if _CONTROL_URL else _DIRECT_URL)
_DIRECT_SHARD_URLS = env.dict("DIRECT_SHARD_URLS", default={})

DATABASES = {
    "default": database(DATABASE_URL, _DIRECT_URL),
    "control": database(_CONTROL_URL or DATABASE_URL, _DIRECT_CONTROL_URL),
    **{
        name: database(url, _DIRECT_SHARD_URLS.get(name, ""))
        for name, url in env.dict("SHARD_URLS", default={}).items()
    },
}
DATABASE_ROUTERS = ["tenants.routers.TenancyRouter"]

# --- tenancy --------------------------------------------------------------------------------------------------------
CONTROL_APPS = CONTROL
TENANT_SYNC_ROUTER = DATABASE_ROUTERS[0]
TENANT_DB_ALIAS = "control"
TENANCY_SPARES = env.int("TENANCY_SPARES", default=10)
"""Schemas kept ready for sign-ups, per shard."""
TENANCY_MAP_SECONDS = env.int("TENANCY_MAP_SECONDS", default=60)
"""How long a process trusts its map of hosts if nobody tells it of changes."""
TENANCY_LISTEN = env.bool("TENANCY_LISTEN", default=True)
"""Whether a process listens for announcements; without, it learns of changes when what it remembers expires."""
