"""Secrets, cookies, headers, and a content policy without inline scripts or eval."""

from csp.constants import NONCE, NONE, SELF

from comanda.config.settings.environment import PLATFORM_HOST, PUBLIC_PORT, PUBLIC_SCHEME, SOCKET_PORT, env

DEFAULT_SECRET_KEY = "insecure-key-for-development-and-tests-only-never-in-production"  # noqa: S105 - refused in production
SECRET_KEY = env("SECRET_KEY", default=DEFAULT_SECRET_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# The tenant map decides: an unknown host is a 404 before any view runs.
ALLOWED_HOSTS = ["*"]
USE_X_FORWARDED_HOST = False

CSRF_COOKIE_HTTPONLY = False  # HTMX sends the token in a header
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF, f"ws://*:{SOCKET_PORT}"],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        # Sign-up posts on the platform's host and lands on the new tenant's.
        "form-action": [
            SELF,
            f"{PUBLIC_SCHEME}://{PLATFORM_HOST}{PUBLIC_PORT}",
            f"{PUBLIC_SCHEME}://*.{PLATFORM_HOST}{PUBLIC_PORT}",
        ],
    }
}
