"""Production refuses to start unsafe or half-configured, and says which variable to set to what."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from tenants.poolers import refuse_mixing_endpoints

REQUIRED = {
    "DATABASE_URL": "postgresql://user:password@host:5432/name of a PostgreSQL 18 server",
    "REDIS_URL": "redis://host:6379/0 of a Redis 6.2 (or Valkey) server",
    "PLATFORM_HOST": "the name people type to sign up, for example comanda.example",
    "JWT_PRIVATE_KEY": "an RSA key in PEM: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
    "EMAIL_URL": "smtp+tls://user:password@host:587 of a mail server",
}
SHORTEST_SECRET = 50
SHORTEST_PATIENCE = 120  # seconds


@register(Tags.security)
def production_is_configured(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Errors `comanda.E001` to `E004`; nothing outside production."""
    return list(_problems()) if settings.ENVIRONMENT == "production" else []


@register()
def values_make_sense(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Errors `comanda.E005` and `comanda.E006`, anywhere."""
    found: list[CheckMessage] = []
    if settings.VISIBILITY_TIMEOUT < SHORTEST_PATIENCE:
        found.append(
            Error(
                f"CELERY_VISIBILITY_TIMEOUT leaves jobs no time: {settings.VISIBILITY_TIMEOUT} s.",
                hint=f"Set it to {SHORTEST_PATIENCE} or more: a job is ended half a minute before.",
                id="comanda.E005",
            )
        )
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", settings.INSTALLATION):
        found.append(
            Error(
                f"INSTALLATION can't be {settings.INSTALLATION!r}.",
                hint="Set it to small letters, digits and hyphens: names in Redis begin with it.",
                id="comanda.E006",
            )
        )
    return found


def refuse_unsafe() -> None:
    """For the entry points that servers load, which run no checks by themselves. Raises ImproperlyConfigured.

    A half-configured production, and a pooler that mixes tenants' sessions: neither may serve a single request.
    """
    if found := [*production_is_configured(None), *values_make_sense(None)]:
        listed = "\n".join(f"  {problem.msg} {problem.hint}" for problem in found)
        msg = f"Comanda can't start like this:\n{listed}"
        raise ImproperlyConfigured(msg)
    refuse_mixing_endpoints()


def _problems() -> Iterator[Error]:
    if settings.DEBUG:
        yield Error("DEBUG is on in production.", hint="Unset DEBUG, or set DEBUG=0.", id="comanda.E001")
    secret = settings.SECRET_KEY
    if secret == settings.DEFAULT_SECRET_KEY:
        yield Error("SECRET_KEY is the one everybody knows.", hint=_NEW_KEY, id="comanda.E002")
    elif len(secret) < SHORTEST_SECRET or len(set(secret)) < 5:
        yield Error(f"SECRET_KEY is weak: {SHORTEST_SECRET} characters are needed.", hint=_NEW_KEY, id="comanda.E003")
    for name, value in REQUIRED.items():
        if not os.environ.get(name):
            yield Error(f"{name} is not set.", hint=f"Set {name} to {value}.", id="comanda.E004")


_NEW_KEY = 'Set SECRET_KEY to what `python -c "import secrets; print(secrets.token_urlsafe(64))"` prints.'
