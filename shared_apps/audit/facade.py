"""The audit trail for other rooms: write an entry, read entries, check that nobody has touched them."""

from django.http import HttpRequest

from shared_apps.audit.contracts import SYSTEM, Actor
from shared_apps.audit.selectors.list_entries import list_entries
from shared_apps.audit.services.record import record
from shared_apps.audit.services.verify_chain import verify_chain

__all__ = ["SYSTEM", "actor_of", "list_entries", "record", "verify_chain"]


def actor_of(request: HttpRequest) -> Actor:
    """Who is behind a request, with the address they came from."""
    user = request.user
    return Actor(
        user_id=user.pk if user.is_authenticated else None,
        label=user.get_username() if user.is_authenticated else "",
        ip=request.META.get("REMOTE_ADDR") or None,
        request_id=request.headers.get("X-Request-ID", ""),
    )
