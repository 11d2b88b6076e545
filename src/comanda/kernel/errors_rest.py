"""Every API error as problem+json (RFC 9457), whatever raised it."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from comanda.kernel.errors import (
    DomainError,
    ForbiddenError,
    NotFoundError,
    SignInRequiredError,
    TooLargeError,
    ValidationFailedError,
)

PROBLEM_JSON = "application/problem+json"


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """For REST_FRAMEWORK["EXCEPTION_HANDLER"]. None lets Django answer a real crash with its 500."""
    problem = _as_domain_error(error)
    if problem is None:
        return None
    set_rollback()
    response = Response(problem.as_problem(), status=problem.status, content_type=PROBLEM_JSON)
    if problem.status == SignInRequiredError.status:
        response["WWW-Authenticate"] = getattr(error, "auth_header", "Bearer")
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait))
    return response


def _as_domain_error(error: Exception) -> DomainError | None:
    match error:
        case DomainError():
            problem: DomainError | None = error
        case Http404():
            problem = NotFoundError(_("There is nothing at this address."))
        case PermissionDenied():
            problem = ForbiddenError(_("You may not do this."))
        case RequestDataTooBig():
            problem = TooLargeError(_("This is more than fits one request. Send it in parts."))
        case exceptions.ValidationError():
            problem = ValidationFailedError(_("Some fields need another look."), fields=_flatten(error.detail))
        case exceptions.NotAuthenticated():
            problem = SignInRequiredError(_("Please sign in to go on."))
        case exceptions.AuthenticationFailed():
            problem = SignInRequiredError(str(error.detail))
        case exceptions.APIException():
            problem = DomainError(str(error.detail), code=str(error.default_code))
            problem.status = error.status_code
        case _:
            problem = None
    return problem


def _flatten(detail: Any, path: str = "") -> dict[str, list[str]]:
    """DRF's nested error detail as {dotted path: messages}: `lines.0.quantity`."""
    if isinstance(detail, dict):
        pairs = detail.items()
    elif isinstance(detail, list) and any(isinstance(part, dict | list) for part in detail):
        pairs = ((str(index), part) for index, part in enumerate(detail) if part)  # type: ignore[assignment]
    else:
        return {path or "non_field_errors": [str(part) for part in (detail if isinstance(detail, list) else [detail])]}
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found |= _flatten(value, f"{path}.{key}" if path else str(key))
    return found
