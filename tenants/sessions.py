"""Sessions that know whose they are.

They live in each tenant's own schema, so another tenant's cookie finds nothing. Should a row ever get across (a
restored backup, a copied table), the schema written inside is compared and the session is nobody's. No cache stands
before the table: a deletion that the cache misses would bring a signed-out session back.
"""

from typing import Any

from django.contrib.sessions.backends import db

from tenants.context import current_tenant

OWNER = "_owner"


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if data and data.get(OWNER) != current_tenant().schema:
            self._session_key = None
            return {}
        return data

    async def aload(self) -> dict[str, Any]:
        data: dict[str, Any] = await super().aload()
        if data and data.get(OWNER) != current_tenant().schema:
            self._session_key = None
            return {}
        return data

    def save(self, must_create: bool = False) -> None:
        self._get_session(no_load=must_create)[OWNER] = current_tenant().schema  # type: ignore[attr-defined]
        super().save(must_create=must_create)

    async def asave(self, must_create: bool = False) -> None:
        session = await self._aget_session(no_load=must_create)  # type: ignore[attr-defined]
        session[OWNER] = current_tenant().schema
        await super().asave(must_create=must_create)
