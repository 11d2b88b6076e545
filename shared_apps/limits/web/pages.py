"""How often pages may be asked for: by all of a host's guests together, and by each address."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from comanda.kernel.access import is_page
from comanda.kernel.errors import TooManyRequestsError
from comanda.kernel.http.pages import refusal_page
from shared_apps.limits.facade import address_of, count
from shared_apps.limits.selectors.limits_of import limits_of
from tenants.context import current_tenant


class PageLimitMiddleware:
    """Strangers' pages alone: staff pages ask for a sign-in, the API has limits of its own, and what is `uncounted` is
    not asked about at all. Counts addresses, not people: who is signed in would cost a query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if getattr(view, "is_uncounted", False) or getattr(view, "required_capability", "") or not is_page(request):
            return None
        counted = count(what="page", client=address_of(request))
        if counted is None:
            return None
        if limits_of(plan=current_tenant().plan, written=settings.PAGE_LIMITS).allow(counted):
            return None
        too_often = TooManyRequestsError(
            _("That was a lot of tries in a short time."),
            remedy=_("Wait a minute, then try again."),
            wait=counted.seconds_left,
        )
        return refusal_page(request, too_often)
