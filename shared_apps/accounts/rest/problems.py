"""allauth answers in a form of its own; its errors go out as problem+json like everybody else's, nothing left out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comanda.kernel.errors import type_prefix
from shared_apps.accounts.contracts import LOCKED_SECONDS, TOO_MANY

_CODES = {
    400: "validation_failed", 401: "sign_in_required", 403: "forbidden", 404: "not_found", 409: "conflict",
    410: "session_ended", 429: "too_many_requests",
}  # fmt: skip
View = Callable[..., HttpResponse]


def with_problems(view: View) -> View:
    """`type`, `title`, `code` and `fields` are added to what allauth says; `errors`, `data.flows` and `meta` stay."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code < 400 or response.get("Content-Type", "").split(";")[0] != "application/json":
            return response
        said = orjson.loads(response.content)
        if not isinstance(said, dict):
            return response
        # allauth says 400 here, as if another password would do.
        if any(error.get("code") == TOO_MANY for error in said.get("errors") or []):
            response.status_code = said["status"] = 429
            response["Retry-After"] = str(LOCKED_SECONDS)
        if request.path.endswith("/tokens/refresh") and not said.get("errors"):
            response.status_code = said["status"] = 401  # the token is spent, out of date or another tenant's
        response.content = orjson.dumps(_problem(response.status_code, said) | said)
        response["Content-Type"] = "application/problem+json"
        return response

    return wrapped


def _problem(status: int, said: dict[str, Any]) -> dict[str, Any]:
    errors = [error for error in said.get("errors") or [] if isinstance(error, dict)]
    code = _CODES.get(status, "error")
    fields: dict[str, list[str]] = {}
    for error in errors:
        fields.setdefault(str(error.get("param") or "non_field_errors"), []).append(str(error.get("message", "")))
    pending = [flow["id"] for flow in (said.get("data") or {}).get("flows", []) if flow.get("is_pending")]
    if pending:
        code = f"{pending[0]}_pending"
    titles = {
        400: _("Some fields need another look."),
        401: _("There is one more step before you are in.") if pending else _("Please sign in to go on."),
        409: _("You are signed in already."),
        410: _("This session has ended. Sign in again."),
        429: _("Too many tries. Wait a moment."),
    }
    title = errors[0]["message"] if len(errors) == 1 else titles.get(status, _("That did not work."))
    problem = {"type": f"{type_prefix}{code}", "title": str(title), "status": status, "code": code}
    return problem | ({"fields": fields} if fields else {})
