"""A refusal nobody caught: on pages its own words, its status and a way out; under /api/ always problem+json.

Views of the API write their own problems. What never reaches one (an unknown address, a crash, a framework's empty
405) is put into the same form here.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from comanda.kernel.access import is_page
from comanda.kernel.errors import DomainError, ValidationFailedError
from comanda.kernel.http.answers import PROBLEM_JSON, error_of, problem_response
from comanda.kernel.http.pages import refusal_page


class ErrorAnswerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path:
            return _without_nul(request)
        response = self.get_response(request)
        if response.status_code >= 400 and not is_page(request):
            return _as_problem(response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError) or not is_page(request):
            return None
        return refusal_page(request, error)


def _without_nul(request: HttpRequest) -> HttpResponse:
    """No text of ours holds a NUL, and PostgreSQL takes none: the address was made by a program that means no good."""
    error = ValidationFailedError(_("This address holds characters that don't belong there."), code="bad_address")
    if is_page(request):
        return refusal_page(request, error)
    return problem_response(error)


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    if response.headers.get("Content-Type", "").startswith(PROBLEM_JSON) or not isinstance(response, HttpResponse):
        return response
    response.content = problem_response(error_of(response.status_code)).content
    response["Content-Type"] = PROBLEM_JSON
    return response
