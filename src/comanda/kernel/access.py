"""One capability check for every staff view: `@requires("orders.manage")`.

The middleware of the composition root puts a lazy `access` on the request; this room only knows its shape. The mark the
decorator leaves (`required_capability`) lets a test walk the URL map and find views that forgot it.
"""

import functools
from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from comanda.kernel.errors import ForbiddenError, NotFoundError, SignInRequiredError

View = Callable[..., Any]


class Access(Protocol):
    """What a request's person may do. `venue_ids` is None for every venue of the tenant."""

    @property
    def venue_ids(self) -> frozenset[int] | None: ...

    def can(self, capability: str, venue_id: int | None = None) -> bool: ...


def access_of(request: Any) -> Access:
    """What the person behind a page's or an API's request may do. For API methods that `requires` guards."""
    access: Access = getattr(request, "_request", request).access
    return access


def check(request: HttpRequest, capability: str, venue_id: int | None = None) -> None:
    """Raises SignInRequiredError or ForbiddenError unless the request's person has `capability` (at that venue)."""
    if not request.user.is_authenticated:
        raise SignInRequiredError(_("Please sign in to go on."))
    if not access_of(request).can(capability, venue_id):
        raise ForbiddenError(
            _("Your role does not allow this here."),
            remedy=_("Ask an owner or manager to change your role, or switch to a venue you work at."),
            extra={"capability": capability},
        )


def check_at(request: Any, capability: str, venue_id: int, missing: NotFoundError) -> None:
    """The API's one rule for what belongs to a venue: to who does not work there it is `missing`, which it raises.

    For methods that `requires` guards: that this person's role allows it at all has been seen to.
    """
    if not access_of(request).can(capability, venue_id):
        raise missing


def requires(capability: str) -> Callable[[View], View]:
    """Guard a page or an API method. Pages send strangers to sign-in; the API answers 401 or 403."""

    def decorate(view: View) -> View:
        if iscoroutinefunction(view):
            raise TypeError("requires() guards sync views; check access inside an async one")

        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            request = next(arg for arg in args if hasattr(arg, "META"))
            django_request: HttpRequest = getattr(request, "_request", request)
            # DRF authenticates tokens on its own request; the access check must see that person.
            django_request.user = request.user
            try:
                check(django_request, capability)
            except SignInRequiredError:
                if is_page(django_request):
                    return to_sign_in(django_request)
                raise
            return view(*args, **kwargs)

        guarded.required_capability = capability  # type: ignore[attr-defined]
        return guarded

    return decorate


def is_page(request: HttpRequest) -> bool:
    return not request.path.startswith("/api/")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign-in with the way back; a fragment request is told to load the whole page instead of swapping a form in."""
    address = f"{resolve_url('account_login')}?{urlencode({'next': _way_back(request)})}"
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = address
        return answer
    return redirect(address)


def _way_back(request: HttpRequest) -> str:
    """The page the person was on: a fragment's or a form's own address is none to come back to."""
    is_fragment = bool(request.headers.get("HX-Request"))
    if request.method == "GET" and not is_fragment:
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("HX-Current-URL" if is_fragment else "Referer", ""))
    if sent_from.netloc != request.get_host():
        return "/"
    return urlunsplit(("", "", sent_from.path or "/", sent_from.query, ""))
