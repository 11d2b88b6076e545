"""Every API error as problem+json (RFC 9457), whatever raised it."""

import math
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.views import set_rollback

from comanda.kernel.errors import DomainError, SignInRequiredError, TooManyRequestsError, ValidationFailedError
from comanda.kernel.http.answers import error_of, problem_response


def exception_handler(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """For REST_FRAMEWORK["EXCEPTION_HANDLER"]. None lets Django answer a real crash with its 500."""
    problem = _as_domain_error(error)
    if problem is None:
        return None
    set_rollback()
    response = problem_response(problem)
    if problem.status == SignInRequiredError.status:
        response["WWW-Authenticate"] = getattr(error, "auth_header", "Bearer")
    return response


def _as_domain_error(error: Exception) -> DomainError | None:
    match error:
        case DomainError():
            problem: DomainError | None = error
        case Http404():
            problem = error_of(404)
        case PermissionDenied():
            problem = error_of(403)
        case RequestDataTooBig():
            problem = error_of(413)
        case exceptions.ValidationError():
            problem = ValidationFailedError(_("Some fields need another look."), fields=_flatten(error.detail))
        case exceptions.NotAuthenticated():
            problem = error_of(401)
        case exceptions.Throttled():
            problem = TooManyRequestsError(
                str(error_of(429).message), wait=math.ceil(getattr(error, "wait", None) or 1)
            )
        case exceptions.APIException():
            problem = error_of(error.status_code, str(error.detail))
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
