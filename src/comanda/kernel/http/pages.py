"""Refusals on pages: their own words, their status and a way out; a toast where only a part of it was asked for."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comanda.kernel.access import to_sign_in
from comanda.kernel.errors import DomainError, SignInRequiredError, TooManyRequestsError

OWN_PAGES = {403, 404, 429}


def refusal_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """`error` for whoever looks at a page; 401 leads to sign-in, 429 says when to come again."""
    if isinstance(error, SignInRequiredError):
        return to_sign_in(request)
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=error.status)
        answer["HX-Trigger"] = json.dumps({"toast": {"message": error.sentence(), "level": "danger"}})
    else:
        name = f"errors/{error.status}.html" if error.status in OWN_PAGES else "errors/problem.html"
        answer = render(request, name, {"problem": error}, status=error.status)
    if isinstance(error, TooManyRequestsError):
        answer["Retry-After"] = str(error.wait)
    return answer
