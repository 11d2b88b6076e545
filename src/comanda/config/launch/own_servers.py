"""Servers that somebody else runs: reached before anything is built on them, and new enough."""

import psycopg
import redis

OLDEST_POSTGRES = 18
"""From 18 on it reports `search_path`, which is how a connection is known to serve its tenant."""
OLDEST_REDIS = (6, 2)
PATIENCE = 5  # seconds


class ServerRefusedError(RuntimeError):
    """Says which setting is meant, what is wrong and what to do. Never the address: it may hold a password."""


def check_postgres(setting: str, url: str) -> None:
    """Raises ServerRefusedError."""
    try:
        with psycopg.connect(url, connect_timeout=PATIENCE) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        msg = f"{setting}: {str(error).strip().splitlines()[0]}. Start that server, or correct the address."
        raise ServerRefusedError(msg) from error
    if version < OLDEST_POSTGRES:
        msg = f"{setting} leads to PostgreSQL {version}; Comanda needs {OLDEST_POSTGRES} or newer."
        raise ServerRefusedError(msg)


def check_redis(setting: str, url: str) -> None:
    """Raises ServerRefusedError."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE) as client:
            version = str(client.info("server")["redis_version"])
    except (redis.RedisError, OSError, ValueError) as error:
        msg = f"{setting}: {error}. Start that server, or correct the address."
        raise ServerRefusedError(msg) from error
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_REDIS:
        msg = f"{setting} leads to Redis {version}; Comanda needs {'.'.join(map(str, OLDEST_REDIS))} or newer."
        raise ServerRefusedError(msg)
