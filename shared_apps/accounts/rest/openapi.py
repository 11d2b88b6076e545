"""Sign-in in the API's description: allauth's endpoints are no DRF views, so they are described here."""

from typing import Any

from django.urls import is_valid_path

PREFIX = "/api/v1/"
TAG = "sign-in"

_EMAIL = {"type": "string", "format": "email", "example": "ada@example.com"}
_PASSWORD = {"type": "string", "format": "password", "example": "quattro formaggi al tavolo"}
_TOKEN = {"type": "string"}
_CODE = {"code": {"type": "string", "example": "123456"}}
_AGAIN = {"password": _PASSWORD}

OTHERS = (
    "auth/code/confirm",
    "auth/email/verify/resend",
    "auth/phone/verify",
    "auth/phone/verify/resend",
    "account/phone",
)
"""Served by allauth and of no use here: nobody signs in by a mailed code or a telephone."""

_ABOUT = (
    "allauth's headless API for apps (https://docs.allauth.org/en/latest/headless/openapi-specification/), with errors "
    f"as problem+json. Switched off here: {', '.join(f'`{path}`' for path in OTHERS)}."
)

_SCHEMAS: dict[str, Any] = {
    "SignedIn": {
        "type": "object",
        "properties": {
            "status": {"type": "integer", "example": 200},
            "data": {
                "type": "object",
                "properties": {
                    "user": {
                        "type": "object",
                        "properties": {
                            "id": {"type": "integer"},
                            "display": {"type": "string"},
                            "email": _EMAIL,
                            "has_usable_password": {"type": "boolean"},
                        },
                    },
                    "methods": {"type": "array", "items": {"type": "object"}},
                },
            },
            "meta": {
                "type": "object",
                "properties": {
                    "is_authenticated": {"type": "boolean"},
                    "session_token": _TOKEN | {"description": "For the steps of signing in, as `X-Session-Token`."},
                    "access_token": _TOKEN | {"description": "For everything else, as `Authorization: Bearer`."},
                    "refresh_token": _TOKEN | {"description": "Works once; using it again ends the session."},
                    "expires_in": {"type": "integer", "description": "Seconds.", "example": 300},
                },
            },
        },
    },
    "SignInAnswer": {
        "type": "object",
        "properties": {"status": {"type": "integer", "example": 200}, "data": {}, "meta": {"type": "object"}},
    },
    "Tokens": {
        "type": "object",
        "properties": {
            "status": {"type": "integer", "example": 200},
            "data": {"type": "object", "properties": {"access_token": _TOKEN, "refresh_token": _TOKEN}},
        },
    },
    "SignInProblem": {
        "type": "object",
        "description": "RFC 9457, with what allauth adds. A `code` ending in `_pending` names the step to take next.",
        "properties": {
            "type": {"type": "string", "example": "urn:comanda:error:validation_failed"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string", "example": "verify_email_pending"},
            "fields": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
            "data": {"type": "object"},
            "meta": {"type": "object"},
        },
    },
}

# (path, method, what it does, fields of the body, schema of the answer, whether a token is needed)
_ENDPOINTS: tuple[tuple[str, str, str, dict[str, Any], str, bool], ...] = (
    ("auth/login", "post", "Sign in", {"email": _EMAIL, "password": _PASSWORD}, "SignedIn", False),
    (
        "auth/signup",
        "post",
        "Register as a customer; 401 `verify_email_pending` until the address is confirmed",
        {"name": {"type": "string", "example": "Ada Rossi"}, "email": _EMAIL, "password": _PASSWORD},
        "SignedIn",
        False,
    ),
    ("auth/email/verify", "post", "Confirm an address with the key of the letter", {"key": _TOKEN}, "SignedIn", False),
    ("auth/session", "get", "Who is signed in", {}, "SignedIn", True),
    ("auth/session", "delete", "Sign out: the session's tokens end at once (answered with 401)", {}, "", True),
    ("auth/password/request", "post", "Ask for a letter to choose a new password", {"email": _EMAIL}, "", False),
    (
        "auth/password/reset",
        "post",
        "Choose a new password with the key of the letter",
        {"key": _TOKEN, "password": _PASSWORD},
        "SignedIn",
        False,
    ),
    (
        "account/password/change",
        "post",
        "Change the password",
        {"current_password": _PASSWORD, "new_password": _PASSWORD},
        "",
        True,
    ),
    ("config", "get", "What sign-in asks for here", {}, "SignInAnswer", False),
    ("auth/reauthenticate", "post", "Give the password again, for a delicate change", _AGAIN, "SignedIn", True),
    (
        "auth/2fa/authenticate",
        "post",
        "The second step of signing in: 401 `mfa_authenticate_pending`",
        _CODE,
        "SignedIn",
        False,
    ),
    ("auth/2fa/reauthenticate", "post", "Give a code again, for a delicate change", _CODE, "SignedIn", True),
    (
        "auth/email/verify",
        "get",
        "Whose address a key (`X-Email-Verification-Key`) confirms",
        {},
        "SignInAnswer",
        False,
    ),
    ("auth/password/reset", "get", "Whose password a key (`X-Password-Reset-Key`) changes", {}, "SignInAnswer", False),
    ("account/email", "get", "One's addresses", {}, "SignInAnswer", True),
    (
        "account/email",
        "post",
        "Change the address: the new one counts once it is confirmed",
        {"email": _EMAIL},
        "SignInAnswer",
        True,
    ),
    ("account/email", "put", "Send the letter that confirms an address again", {"email": _EMAIL}, "", True),
    ("account/email", "delete", "Forget an address that was not confirmed", {"email": _EMAIL}, "SignInAnswer", True),
    ("account/authenticators", "get", "One's second steps", {}, "SignInAnswer", True),
    (
        "account/authenticators/totp",
        "get",
        "The app of codes; 404 with a new `secret` in `meta` where there is none",
        {},
        "SignInAnswer",
        True,
    ),
    ("account/authenticators/totp", "post", "Switch codes on, with the first one", _CODE, "SignInAnswer", True),
    ("account/authenticators/totp", "delete", "Switch codes off", {}, "", True),
    ("account/authenticators/recovery-codes", "get", "Codes for the day the phone is lost", {}, "SignInAnswer", True),
    (
        "account/authenticators/recovery-codes",
        "post",
        "New ones; the old ones no longer work",
        {},
        "SignInAnswer",
        True,
    ),
    (
        "tokens/refresh",
        "post",
        "New tokens for a refresh token, which is spent by it",
        {"refresh_token": _TOKEN},
        "Tokens",
        False,
    ),
)


def add_sign_in(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """For SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]: where the API signs people in."""
    urlconf = getattr(getattr(request, "_request", request), "urlconf", None)
    if not is_valid_path(f"{PREFIX}{_ENDPOINTS[0][0]}", urlconf):
        return result
    result.setdefault("components", {}).setdefault("schemas", {}).update(_SCHEMAS)
    for path, method, summary, body, answer, needs_token in _ENDPOINTS:
        operation = _operation(path, method, summary, body, answer)
        operation["security"] = [{"accessToken": []}] if needs_token else [{}]
        result["paths"].setdefault(f"{PREFIX}{path}", {})[method] = operation
    result.setdefault("tags", []).append({"name": TAG, "description": _ABOUT})
    result["paths"] = dict(sorted(result["paths"].items()))
    return result


def _operation(path: str, method: str, summary: str, body: dict[str, Any], answer: str) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": f"{path.replace('/', '_')}_{method}",
        "summary": summary,
        "tags": [TAG],
        "responses": {
            "200": _json(answer) if answer else {"description": "Done."},
            "400": _json("SignInProblem", "application/problem+json"),
            "401": _json("SignInProblem", "application/problem+json"),
            "429": {"description": "Too many tries."},
        },
    }
    if body:
        schema = {"type": "object", "properties": body, "required": sorted(body)}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _json(schema: str, kind: str = "application/json") -> dict[str, Any]:
    return {"description": "", "content": {kind: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}
