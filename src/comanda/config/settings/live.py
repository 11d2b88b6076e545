"""Sockets: Channels over Redis. They have a port of their own, or behind a proxy share the pages' host."""

from comanda.config.settings.environment import REDIS_URL, SOCKET_PORT, env

# Redis knows no databases where it publishes: who shares it needs a name of their own. It holds no colon.
LIVE_PREFIX = env("LIVE_PREFIX", default="live")

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": LIVE_PREFIX, "capacity": 500, "expiry": 30},
    }
}

# Empty where a proxy sends /ws/ to the socket servers; else the port pages connect to.
SOCKETS_ON_PORT: int | None = None if env.bool("SOCKETS_BEHIND_PROXY", default=False) else SOCKET_PORT
