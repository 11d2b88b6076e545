"""A refusal nobody caught, as a page people can read: its own words, its status, a way out. The API has its own way."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from comanda.kernel.access import is_page, to_sign_in
from comanda.kernel.errors import DomainError, SignInRequiredError


class PageErrorMiddleware:
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
            message = " ".join(filter(None, [str(error.message), str(error.remedy)]))
            answer = HttpResponse(status=error.status)
            answer["HX-Trigger"] = json.dumps({"toast": {"message": message, "level": "danger"}})
            return answer
        name = f"errors/{error.status}.html" if error.status in {403, 404} else "errors/problem.html"
        return render(request, name, {"problem": error}, status=error.status)
