"""Cache and sessions. Every key carries its tenant's schema; a key outside a tenant's context is refused."""

from comanda.config.redis_urls import with_database
from comanda.config.settings.environment import INSTALLATION, REDIS_URL, env

# A database of its own: clearing the cache must not clear the jobs.
CACHE_URL = env("CACHE_URL", default=with_database(REDIS_URL, 1))

CACHES = {
    "default": {
        "BACKEND": "comanda.kernel.cache.PatientRedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": INSTALLATION,
        "KEY_FUNCTION": "tenants.cache.tenant_key",
        "TIMEOUT": 300,
        "OPTIONS": {"socket_timeout": 5, "socket_connect_timeout": 2, "health_check_interval": 30},
    }
}

# In the tenant's own schema alone: valid nowhere else, and a sign-out is final even where Redis was away for it.
SESSION_ENGINE = "tenants.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
