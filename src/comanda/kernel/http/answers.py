"""Refusals on the wire: what each status is called, and the one way a problem (RFC 9457) is written."""

import orjson
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from comanda.kernel.errors import DomainError, Text, TooManyRequestsError
from comanda.kernel.http.renderers import OPTIONS, plain

PROBLEM_JSON = "application/problem+json"

# For what no room has refused in words of its own: frameworks' empty answers, unknown addresses, crashes.
_STATUSES: dict[int, tuple[str, Text]] = {
    400: ("bad_request", _("This request can't be read.")),
    401: ("sign_in_required", _("Please sign in to go on.")),
    403: ("forbidden", _("You may not do this.")),
    404: ("not_found", _("There is nothing at this address.")),
    405: ("method_not_allowed", _("This address does not take that method.")),
    406: ("not_acceptable", _("We can't answer in that form.")),
    409: ("conflict", _("This does not fit what is there by now.")),
    413: ("too_large", _("This is more than fits one request. Send it in parts.")),
    415: ("unsupported_media_type", _("We can't read that kind of content.")),
    429: ("too_many_requests", _("Too many requests. Wait a moment.")),
    500: ("crashed", _("Something broke on our side. We have been told; try again in a moment.")),
    503: ("out_of_service", _("This is not available at the moment.")),
}
_OTHER: tuple[str, Text] = ("error", _("That did not work."))


def error_of(status: int, message: Text = "") -> DomainError:
    """The refusal behind a bare status, in `message` where somebody has better words."""
    code, title = _STATUSES.get(status, _OTHER)
    error = DomainError(message or title, code=code)
    error.status = status
    return error


def problem_response(error: DomainError) -> HttpResponse:
    """`error` as problem+json; 401 says how to sign in, 429 when to come again."""
    body = orjson.dumps(error.as_problem(), default=plain, option=OPTIONS)
    response = HttpResponse(body, status=error.status, content_type=PROBLEM_JSON)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooManyRequestsError):
        response["Retry-After"] = str(error.wait)
    return response
