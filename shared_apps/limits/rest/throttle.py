"""One throttle for the whole API, and the headers that tell clients where they stand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from shared_apps.limits.contracts import WINDOW
from shared_apps.limits.facade import address_of, count
from shared_apps.limits.selectors.limits_of import limits_of
from tenants.context import current_tenant

if TYPE_CHECKING:  # views look for their throttles while they are imported
    from rest_framework.views import APIView


class LimitThrottle(BaseThrottle):
    """For DEFAULT_THROTTLE_CLASSES. Counts in whole minutes; an unreachable Redis refuses nobody."""

    remaining_seconds = 0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        limits = limits_of(plan=current_tenant().plan, written=settings.API_LIMITS)
        counted = count(what="limit", client=_client(request))
        if counted is None:
            return True
        left = self.remaining_seconds = counted.seconds_left
        request._request.rate_limit = (  # type: ignore[attr-defined]
            f'"tenant";q={limits.tenant};w={WINDOW}, "client";q={limits.client};w={WINDOW}',
            f'"tenant";r={max(limits.tenant - counted.of_tenant, 0)};t={left}, '
            f'"client";r={max(limits.client - counted.of_client, 0)};t={left}',
        )
        return limits.allow(counted)

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
    return address_of(request._request)
