"""Sockets: news over Redis, fanned out by each process.

They have a port of their own, or behind a proxy share the pages' host.
"""

from comanda.config.settings.environment import SOCKET_PORT, env

# Empty where a proxy sends /ws/ to the socket servers; else the port pages connect to.
SOCKETS_ON_PORT: int | None = None if env.bool("SOCKETS_BEHIND_PROXY", default=False) else SOCKET_PORT
