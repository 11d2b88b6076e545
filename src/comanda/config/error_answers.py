"""A refusal nobody caught: on pages its own words, its status and a way out; under /api/ always problem+json.

Views of the API write their own problems. What never reaches one (an unknown address, a crash, a framework's empty
405) is put into the same form here.
"""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from comanda.kernel.access import is_page, to_sign_in
from comanda.kernel.errors import DomainError, SignInRequiredError, ValidationFailedError
from comanda.kernel.http.answers import PROBLEM_JSON, error_of, problem_response


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
        return _page(request, error)


def _page(request: HttpRequest, error: DomainError) -> HttpResponse:
    if isinstance(error, SignInRequiredError):
        return to_sign_in(request)
    if request.headers.get("HX-Request"):
        message = " ".join(filter(None, [str(error.message), str(error.remedy)]))
        answer = HttpResponse(status=error.status)
        answer["HX-Trigger"] = json.dumps({"toast": {"message": message, "level": "danger"}})
        return answer
    name = f"errors/{error.status}.html" if error.status in {403, 404} else "errors/problem.html"
    return render(request, name, {"problem": error}, status=error.status)


def _without_nul(request: HttpRequest) -> HttpResponse:
    """No text of ours holds a NUL, and PostgreSQL takes none: the address was made by a program that means no good."""
    error = ValidationFailedError(_("This address holds characters that don't belong there."), code="bad_address")
    if is_page(request):
        return _page(request, error)
    return problem_response(error)


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    if response.headers.get("Content-Type", "").startswith(PROBLEM_JSON) or not isinstance(response, HttpResponse):
        return response
    response.content = problem_response(error_of(response.status_code)).content
    response["Content-Type"] = PROBLEM_JSON
    return response
