from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Critical, register


@register()
def signing_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Tokens need a key of this installation; in production it comes from outside."""
    if settings.HEADLESS_JWT_PRIVATE_KEY.startswith("-----BEGIN"):
        return []
    return [Critical("JWT_PRIVATE_KEY holds no PEM key: `openssl genrsa 3072` makes one", id="accounts.C001")]
