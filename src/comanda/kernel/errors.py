"""Errors that people and machines can act on: a stable code, the fields at fault, and what to do next."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise

type_prefix = "urn:comanda:error:"

Text = str | Promise


class DomainError(Exception):
    """A refusal with a stable `code`. Shown as problem+json (RFC 9457) on the API and as a message on pages."""

    code = "error"
    status = 400

    def __init__(
        self,
        message: Text,
        *,
        code: str | None = None,
        fields: Mapping[str, Sequence[Text]] | None = None,
        remedy: Text = "",
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.fields = {name: list(problems) for name, problems in (fields or {}).items()}
        self.remedy = remedy
        self.extra = dict(extra or {})

    def sentence(self) -> str:
        """What is the matter and what to do about it, for people: a toast, a line above a form."""
        return f"{self.message} {self.remedy}".strip()

    def as_problem(self) -> dict[str, Any]:
        """The body of an `application/problem+json` answer."""
        problem: dict[str, Any] = {
            "type": f"{type_prefix}{self.code}",
            "title": str(self.message),
            "status": self.status,
            "code": self.code,
        }
        if self.remedy:
            problem["remedy"] = str(self.remedy)
        if self.fields:
            problem["fields"] = {name: [str(text) for text in texts] for name, texts in self.fields.items()}
        return problem | self.extra


class ValidationFailedError(DomainError):
    """What was sent does not make sense; `fields` says where."""

    code = "validation_failed"
    status = 400


class SignInRequiredError(DomainError):
    code = "sign_in_required"
    status = 401


class ForbiddenError(DomainError):
    code = "forbidden"
    status = 403


class NotFoundError(DomainError):
    code = "not_found"
    status = 404


class ConflictError(DomainError):
    """True when it was written, not any more: the state has moved on."""

    code = "conflict"
    status = 409


class TooLargeError(DomainError):
    code = "too_large"
    status = 413


class TooManyRequestsError(DomainError):
    """Right in itself, too often: again in `wait` seconds, the answer's `Retry-After`."""

    code = "too_many_requests"
    status = 429

    def __init__(self, message: Text, *, wait: int, remedy: Text = "") -> None:
        super().__init__(message, remedy=remedy)
        self.wait = wait


class UnavailableError(DomainError):
    """Right in itself, impossible just now (closed, sold out, paused)."""

    code = "unavailable"
    status = 422
