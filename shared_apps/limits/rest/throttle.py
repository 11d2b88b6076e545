"""One throttle for the whole API, and the headers that tell clients where they stand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from comanda.kernel.clock import now
from shared_apps.limits.contracts import WINDOW
from shared_apps.limits.selectors.limits_of import limits_of
from tenants.context import current_tenant

if TYPE_CHECKING:  # views look for their throttles while they are imported
    from rest_framework.views import APIView


class LimitThrottle(BaseThrottle):
    """For DEFAULT_THROTTLE_CLASSES. Counts in whole minutes; an unreachable Redis refuses nobody."""

    remaining_seconds = 0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        limits = limits_of(plan=current_tenant().plan)
        moment = int(now().timestamp())
        window = moment // WINDOW
        self.remaining_seconds = WINDOW - moment % WINDOW
        keys = (f"limit:{window}", f"limit:{window}:{_client(request)}")
        counted = cache.count_up(keys, 2 * WINDOW)  # type: ignore[attr-defined]  # of our own backend
        if counted is None:
            return True
        of_tenant, of_client = counted
        left = self.remaining_seconds
        request._request.rate_limit = (  # type: ignore[attr-defined]
            f'"tenant";q={limits.tenant};w={WINDOW}, "client";q={limits.client};w={WINDOW}',
            f'"tenant";r={max(limits.tenant - of_tenant, 0)};t={left}, '
            f'"client";r={max(limits.client - of_client, 0)};t={left}',
        )
        return bool(of_tenant <= limits.tenant and of_client <= limits.client)

    def wait(self) -> float:
        return self.remaining_seconds


class LimitHeadersMiddleware:
    """`RateLimit-Policy` and `RateLimit` on every answer to a request that was counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        told = getattr(request, "rate_limit", None)
        if told is not None:
            response["RateLimit-Policy"], response["RateLimit"] = told
        return response


def _client(request: Request) -> str:
    """Staff of one venue share its address: whoever is signed in is counted as themselves."""
    if request.user.is_authenticated:
        return f"user:{request.user.pk}"
    return str(truncate_ip(get_client_ip(request._request) or ""))
