"""Counting requests, for other rooms: what else is limited, and which pages are not."""

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.http import HttpRequest

from shared_apps.limits.services.count import count

__all__ = ["address_of", "count", "uncounted"]

V = TypeVar("V", bound=Callable[..., Any])


def address_of(request: HttpRequest) -> str:
    """Where the request came from, as far as TRUSTED_PROXIES vouch for it; of IPv6 the network a customer has."""
    return str(truncate_ip(get_client_ip(request) or ""))


def uncounted(view: V) -> V:
    """For pages and files that are sent from memory or disk: refusing one would cost as much as answering."""
    view.is_uncounted = True  # type: ignore[attr-defined]
    return view
