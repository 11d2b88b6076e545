"""What the request's person may do, looked up when a view first asks."""

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from comanda.kernel.access import Access
from tenant_apps.team.facade import find_access
from tenants.context import find_tenant


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.access = SimpleLazyObject(functools.partial(_access_of, request))  # type: ignore[attr-defined]
        return self.get_response(request)


class Nobody:
    """Strangers, and everybody on the platform's host: the team belongs to a tenant."""

    venue_ids: frozenset[int] | None = frozenset()

    def can(self, capability: str, venue_id: int | None = None) -> bool:
        return False


def _access_of(request: HttpRequest) -> Access:
    user = getattr(request, "user", None)
    tenant = find_tenant()
    if user is None or not user.is_authenticated or tenant is None or tenant.is_platform:
        return Nobody()
    return find_access(user_id=user.pk) or Nobody()
