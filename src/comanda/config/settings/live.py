"""Sockets: Channels over Redis. They have a port of their own, or behind a proxy share the pages' host."""

from comanda.config.settings.environment import REDIS_URL, SOCKET_PORT, env

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "live", "capacity": 500, "expiry": 30},
    }
}

# Empty where a proxy sends /ws/ to the socket servers; else the port pages connect to.
SOCKETS_ON_PORT: int | None = None if env.bool("SOCKETS_BEHIND_PROXY", default=False) else SOCKET_PORT
