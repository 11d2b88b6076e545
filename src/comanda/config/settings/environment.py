"""The process's surroundings, read once: folders, ports, and the addresses of the servers we depend on."""

from pathlib import Path

import environ

from comanda.kernel.embedded import service_urls

ROOT = Path(__file__).resolve().parents[4]
SRC = ROOT / "src" / "comanda"

env = environ.Env()
environ.Env.read_env(ROOT / ".env")

# Everything the product writes on this machine (embedded servers, media, mail, logs) lives under one folder.
VAR = Path(env("COMANDA_VAR", default=str(ROOT / "var")))
IN_PRODUCTION = env("DJANGO_SETTINGS_MODULE", default="").endswith(".production")
PORT = env.int("PORT", default=8000)
SOCKET_PORT = env.int("SOCKET_PORT", default=PORT + 1)
PLATFORM_HOST = env("PLATFORM_HOST", default="localhost")
# How the world reaches us, for links that no request makes: letters, the way from sign-up to the new tenant's host.
PUBLIC_SCHEME = env("PUBLIC_SCHEME", default="http")
PUBLIC_PORT = env("PUBLIC_PORT", default=f":{PORT}")

# What everything we keep in Redis begins with: who shares a Redis needs a name of their own. See checks.py.
INSTALLATION = env("INSTALLATION", default="comanda")

# Without addresses of their own, PostgreSQL and Redis are the embedded ones under VAR.
EMBEDDED = service_urls(VAR)
DATABASE_URL = env("DATABASE_URL", default="") or EMBEDDED.database_url
REDIS_URL = env("REDIS_URL", default="") or EMBEDDED.redis_url
EMBEDDED_POSTGRES = EMBEDDED.database_url == DATABASE_URL
EMBEDDED_REDIS = EMBEDDED.redis_url == REDIS_URL
