from typing import Any

from allauth.headless.contrib.rest_framework.authentication import JWTTokenAuthentication
from allauth.headless.tokens.strategies.jwt import internal
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.exceptions import AuthenticationFailed

from shared_apps.accounts.rest.tokens import token_payload


class TenantTokenAuthentication(JWTTokenAuthentication):  # type: ignore[misc]  # allauth has no types
    """`Authorization: Bearer <access token>`. Good for the tenant it was made by, while its session lives."""

    def authenticate_credentials(self, key: str) -> tuple[Any, dict[str, Any]]:
        payload = token_payload(key, "access")
        session = internal.get_token_session(payload) if payload else None
        user = internal.validate_token_user(payload, session) if payload and session else None
        if payload is None or user is None:
            raise AuthenticationFailed(_("This token has run out or belongs to another place. Sign in again."))
        return user, payload


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = TenantTokenAuthentication
    name = "accessToken"
    priority = 1

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "From `POST /api/v1/auth/login`; five minutes, then `POST /api/v1/tokens/refresh`.",
        }
