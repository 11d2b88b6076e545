"""The two database aliases.

`control` is the public schema (chains, tenants, domains, themes); `default` is resolved from the tenant context to the
tenant's shard. They may be one database; nothing in the code assumes it.
"""

from typing import Any

from comanda.config.settings.base import env

DATABASE_URL = env("DATABASE_URL", default="")


def database(url: str) -> dict[str, Any]:
    """One alias from a `postgres://` address, with what a pooler in transaction mode needs."""
    parsed: dict[str, Any] = dict(env.db_url_config(url)) if url else {"NAME": "comanda"}
    parsed["ENGINE"] = "tenants.backend"
    parsed["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    parsed["CONN_HEALTH_CHECKS"] = True
    parsed["DISABLE_SERVER_SIDE_CURSORS"] = True
    parsed.setdefault("OPTIONS", {})["prepare_threshold"] = None
    return parsed


DATABASES = {
    "default": database(DATABASE_URL),
    "control": database(env("CONTROL_DATABASE_URL", default=DATABASE_URL)),
}
DATABASE_ROUTERS = ["tenants.routers.TenancyRouter"]
