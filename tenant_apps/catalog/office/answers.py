"""Answers to small edits: a toast, a word to the page that the draft changed, a refusal that says what to do."""

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from comanda.kernel.errors import DomainError

MENU_CHANGED = "menu-changed"


def done(message: str = "", *, undo: str = "", extra: Mapping[str, Any] | None = None) -> HttpResponse:
    """Nothing to swap; the page hears that the draft changed. Headers carry ASCII: JSON escapes the rest."""
    return with_events(HttpResponse(status=204), message, undo=undo, extra=extra)


def with_events(
    response: HttpResponse, message: str = "", *, undo: str = "", extra: Mapping[str, Any] | None = None
) -> HttpResponse:
    events: dict[str, Any] = {MENU_CHANGED: True, **(extra or {})}
    if message:
        events["toast"] = {"message": message, "level": "positive", **({"undo": undo} if undo else {})}
    response["HX-Trigger"] = json.dumps(events)
    return response


def refused(error: DomainError) -> HttpResponse:
    """As a toast: the small edit is taken back by the page."""
    details = [str(text) for texts in error.fields.values() for text in texts] or [str(error.message)]
    toast = {"message": " ".join([*dict.fromkeys(details), str(error.remedy)]).strip(), "level": "danger"}
    response = HttpResponse(status=error.status)
    response["HX-Trigger"] = json.dumps({"toast": toast})
    return response


def small_edit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turns a refusal by the domain into a toast."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            return refused(error)

    return guarded
