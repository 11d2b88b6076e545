"""Sign-in for apps: allauth's headless API, `auth/login`, `auth/signup`, `auth/session`, `tokens/refresh`..."""

from allauth.headless.constants import Client
from allauth.headless.urls import build_urlpatterns
from django.urls import URLPattern, URLResolver, path

from shared_apps.accounts.rest.problems import with_problems

app_name = "accounts_rest"


def _flat(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[URLPattern]:
    """Every endpoint with its whole path, wrapped; names stay unique (`auth/login` -> `login`)."""
    found: list[URLPattern] = []
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            found += _flat(pattern.url_patterns, address)
        else:
            found.append(path(address, with_problems(pattern.callback), name=pattern.name))
    return found


urlpatterns = [
    path(str(pattern.pattern).removeprefix("v1/"), pattern.callback, name=pattern.name)
    for pattern in _flat(build_urlpatterns(Client.APP))
]
