"""Every API error as problem+json (RFC 9457), whatever raised it."""

from typing import Any

from django.core.exceptions import PermissionDenied
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
    if isinstance(error, exceptions.APIException):
        if wait := getattr(error, "wait", None):
            response["Retry-After"] = str(int(wait))
        if challenge := getattr(error, "auth_header", None):
            response["WWW-Authenticate"] = challenge
    return response


def _as_domain_error(error: Exception) -> DomainError | None:
    if isinstance(error, DomainError):
        return error
    if isinstance(error, Http404):
        return NotFoundError(_("There is nothing at this address."))
    if isinstance(error, PermissionDenied):
        return ForbiddenError(_("You may not do this."))
    if isinstance(error, exceptions.ValidationError):
        return ValidationFailedError(_("Some fields need another look."), fields=_flatten(error.detail))
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        return SignInRequiredError(str(error.detail))
    if isinstance(error, exceptions.APIException):
        problem = DomainError(str(error.detail), code=str(error.default_code))
        problem.status = error.status_code
        return problem
    return None


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
