"""Access and refresh tokens for apps: allauth's JWT, bound to one tenant, with refresh tokens that work once.

A session is a family of tokens. Rotating locks its row, so that of many refreshes at once exactly one wins; a refresh
token that comes back after it was rotated was stolen from one of the two who hold it, and the family ends. An app that
refreshes in many places at once is no thief: where refreshes with the same token overlapped, those that come within
seconds of the rotation are only refused, also when they had to queue behind the others. Later nobody is forgiven: a
thief who comes twice at once is still a thief.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from allauth.core.internal.httpkit import authenticated_user
from allauth.headless import app_settings
from allauth.headless.tokens.strategies.jwt import JWTTokenStrategy, internal
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from redis.exceptions import RedisError

from comanda.kernel.clock import now
from shared_apps.accounts.services.locked_session import locked_session
from shared_apps.audit.contracts import Actor
from shared_apps.audit.facade import record
from tenants import live
from tenants.context import current_tenant

ROTATED = "headless_rotated_tokens"
RACE_SECONDS = 10
"""After refreshes with one token were seen to overlap, and one of them won, the last of them has arrived by then."""


def token_payload(token: str, use: str) -> dict[str, Any] | None:
    """What a token says, where it is ours, unexpired, for this use and for the tenant being served; else None."""
    payload = internal.decode_token(token, use)
    if payload is None or payload.get("tid") != str(current_tenant().id):
        return None
    return dict(payload)


class TenantTokenStrategy(JWTTokenStrategy):  # type: ignore[misc]  # allauth has no types
    def get_claims(self, user: AbstractBaseUser) -> dict[str, Any]:
        return {"tid": str(current_tenant().id)}

    def create_access_token_payload(self, request: HttpRequest) -> dict[str, Any] | None:
        user = authenticated_user(request)
        access = internal.create_access_token(user, request.session, self.get_claims(user))
        return {
            "access_token": access,
            "refresh_token": self._new_refresh_token(user, request.session),
            "expires_in": app_settings.JWT_ACCESS_TOKEN_EXPIRES_IN,
        }

    def refresh_token(self, refresh_token: str) -> tuple[str, str] | None:
        payload = token_payload(refresh_token, "refresh")
        key = internal.session_key_from_sid(payload["sid"]) if payload else None
        if payload is None or key is None:
            return None
        with _under_way(payload["jti"]):
            new, spent_at = self._rotate_once(key, payload)
            # Asked with no row locked: Redis may take its time, or be away.
            if spent_at is not None and not (_is_recent(spent_at) and _has_raced(payload["jti"])):
                _end_family(key, payload)
            return new

    def _rotate_once(self, key: str, payload: dict[str, Any]) -> tuple[tuple[str, str] | None, float | None]:
        """The new tokens where this one is good; else None, and when it was spent if it ever was one of the family."""
        with transaction.atomic():
            session = locked_session(key=key)
            if session is None:
                return None, None
            usable = internal.get_refresh_token_state(session)
            rotated: dict[str, float] = session.setdefault(ROTATED, {})
            if usable.get(payload["jti"], 0) <= now().timestamp():
                return None, rotated.get(payload["jti"])
            user = internal.validate_token_user(payload, session)
            return (self._rotate(user, session, payload, rotated) if user else None), None

    def _rotate(
        self, user: AbstractBaseUser, session: SessionBase, payload: dict[str, Any], rotated: dict[str, float]
    ) -> tuple[str, str]:
        moment = now().timestamp()
        internal.invalidate_refresh_token(session, payload)
        for jti in [jti for jti, at in rotated.items() if at < moment - app_settings.JWT_REFRESH_TOKEN_EXPIRES_IN]:
            del rotated[jti]
        access = internal.create_access_token(user, session, self.get_claims(user))
        refresh = self._new_refresh_token(user, session)
        rotated[payload["jti"]] = moment
        session.modified = True
        session.save()
        return access, refresh

    def _new_refresh_token(self, user: AbstractBaseUser, session: SessionBase) -> str:
        if session.session_key is None:
            session.save()
        token, payload = internal.create_token(
            "refresh",
            sub=str(user.pk),
            sid=internal.session_key_to_sid(str(session.session_key)),
            claims=self.get_claims(user),
            expires_in=app_settings.JWT_REFRESH_TOKEN_EXPIRES_IN,
        )
        internal.get_refresh_token_state(session)[payload["jti"]] = payload["exp"]
        session.modified = True
        return str(token)

    def _get_access_token(self, request: HttpRequest) -> dict[str, Any] | None:
        payload = super()._get_access_token(request)
        if payload is None or payload.get("tid") != str(current_tenant().id):
            return None
        return dict(payload)


@contextmanager
def _under_way(jti: str) -> Iterator[None]:
    """Note for a while that refreshes with the same token overlap. Without Redis nothing is noted."""
    name = f"accounts.refresh:{jti}"
    cache.add(name, 0, timeout=30)
    with suppress(ValueError, RedisError):  # run out in between; away
        if cache.incr(name) > 1:
            cache.set(_race(jti), True, RACE_SECONDS)
    try:
        yield
    finally:
        with suppress(ValueError, RedisError):
            cache.decr(name)


def _is_recent(spent_at: float) -> bool:
    return now().timestamp() - spent_at < RACE_SECONDS


def _has_raced(jti: str) -> bool:
    return bool(cache.get(_race(jti)))


def _race(jti: str) -> str:
    return f"accounts.refresh-race:{jti}"


def _end_family(key: str, payload: dict[str, Any]) -> None:
    with transaction.atomic():
        session = locked_session(key=key)
        if session is None:
            return  # another replay was faster
        session.delete()
        record(
            action="accounts.token_reused",
            actor=Actor(user_id=int(payload["sub"])),
            object_type="user",
            object_id=payload["sub"],
        )
    live.disconnect_user(user_id=int(payload["sub"]))
