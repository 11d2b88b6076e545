"""Production: addresses and secrets from outside, HTTPS only. `checks.py` refuses what is missing or unsafe."""

from comanda.config.settings.base import *
from comanda.config.settings.base import CONTENT_SECURITY_POLICY, LOGGING, PLATFORM_HOST, env

ENVIRONMENT = "production"
PUBLIC_SCHEME = env("PUBLIC_SCHEME", default="https")
PUBLIC_PORT = env("PUBLIC_PORT", default="")
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
PAYMENTS_TEST_CARD = env.bool("PAYMENTS_TEST_CARD", default=DEMO)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

SOCKETS_ON_PORT = None  # the proxy sends /ws/ to the socket servers
CONTENT_SECURITY_POLICY["DIRECTIVES"] |= {
    "connect-src": ["'self'"],  # the page's own host over wss is 'self'
    # Sign-up posts on the platform's host and lands on the new tenant's.
    "form-action": [
        "'self'",
        f"{PUBLIC_SCHEME}://{PLATFORM_HOST}{PUBLIC_PORT}",
        f"{PUBLIC_SCHEME}://*.{PLATFORM_HOST}{PUBLIC_PORT}",
    ],
    "upgrade-insecure-requests": True,
}
LOGGING["handlers"]["console"]["formatter"] = env("LOG_FORMAT", default="json")  # type: ignore[index]
