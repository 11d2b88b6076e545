"""A refusal that no page has dealt with, as a page or as a word in the corner, in the words of the refusal itself."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from comanda.kernel.access import is_page, to_sign_in
from comanda.kernel.errors import DomainError, SignInRequiredError


class ErrorPageMiddleware:
    """The API has its own handler (problem+json); this is for what people look at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError) or not is_page(request):
            return None
        if isinstance(error, SignInRequiredError):
            return to_sign_in(request)
        if request.headers.get("HX-Request"):
            said = f"{error.message} {error.remedy}".strip()
            word = json.dumps({"toast": {"message": said, "level": "danger"}})
            return HttpResponse(status=error.status, headers={"HX-Trigger": word, "HX-Reswap": "none"})
        template = f"errors/{error.status}.html" if error.status in (403, 404) else "errors/refused.html"
        return render(request, template, {"error": error}, status=error.status)
