"""The audit trail for other rooms: write an entry, read entries, check that nobody has touched them."""

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest

from shared_apps.audit.contracts import SYSTEM, Actor
from shared_apps.audit.selectors.list_entries import list_entries
from shared_apps.audit.services.record import record
from shared_apps.audit.services.verify_chain import verify_chain

__all__ = ["SYSTEM", "actor_of", "list_entries", "record", "verify_chain"]


def actor_of(request: HttpRequest) -> Actor:
    """Who is behind a request, with the address they came from (as far as TRUSTED_PROXIES vouch for it)."""
    user = request.user
    return Actor(
        user_id=user.pk if user.is_authenticated else None,
        label=user.get_username() if user.is_authenticated else "",
        ip=get_client_ip(request),
        request_id=request.headers.get("X-Request-ID", ""),
    )
