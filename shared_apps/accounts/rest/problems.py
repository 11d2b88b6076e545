"""allauth answers in a form of its own; its errors go out as problem+json like everybody else's, nothing left out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comanda.kernel.errors import ConflictError, DomainError, ValidationFailedError
from comanda.kernel.http.answers import PROBLEM_JSON, error_of, problem_response
from shared_apps.accounts.contracts import LOCKED_SECONDS, TOO_MANY

View = Callable[..., HttpResponse]


def with_problems(view: View) -> View:
    """`type`, `title`, `code` and `fields` are added to what allauth says; `errors`, `data.flows` and `meta` stay."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.body and not _is_json(request.body):
            return problem_response(error_of(400))
        if request.path.endswith("/password/reset") and _key_of(request).startswith("-"):
            # A key names its person before the dash; allauth breaks on one that names nobody.
            refusal = ValidationFailedError(
                _("Some fields need another look."), fields={"key": [_("This is no key out of a letter.")]}
            )
            return problem_response(refusal)
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
        response["Content-Type"] = PROBLEM_JSON
        return response

    return wrapped


def _is_json(body: bytes) -> bool:
    """As strictly as the rest of the API reads it: allauth lets half a character through, and breaks on it."""
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return True


def _key_of(request: HttpRequest) -> str:
    sent = orjson.loads(request.body) if request.body else None
    said = sent.get("key", "") if isinstance(sent, dict) else request.headers.get("X-Password-Reset-Key", "")
    return str(said).strip()


def _problem(status: int, said: dict[str, Any]) -> dict[str, Any]:
    errors = [error for error in said.get("errors") or [] if isinstance(error, dict)]
    fields: dict[str, list[str]] = {}
    for error in errors:
        fields.setdefault(str(error.get("param") or "non_field_errors"), []).append(str(error.get("message", "")))
    pending = [flow["id"] for flow in (said.get("data") or {}).get("flows", []) if flow.get("is_pending")]
    refusal = _refusal(status, pending[0] if pending else "")
    refusal.fields = {name: list(texts) for name, texts in fields.items()}
    if len(errors) == 1:
        refusal.message = str(errors[0]["message"])
    return refusal.as_problem() | {"status": status}


def _refusal(status: int, pending: str) -> DomainError:
    """What allauth means by a status; what it does not say better is called as everywhere."""
    if pending:
        return DomainError(_("There is one more step before you are in."), code=f"{pending}_pending")
    match status:
        case 400:
            return ValidationFailedError(_("Some fields need another look."))
        case 409:
            return ConflictError(_("You are signed in already."))
        case 410:
            return DomainError(_("This session has ended. Sign in again."), code="session_ended")
        case _:
            return error_of(status)
