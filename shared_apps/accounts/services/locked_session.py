"""A session nobody else may renew or end meanwhile."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session

from comanda.kernel.clock import now


def locked_session(*, key: str) -> SessionBase | None:
    """The session as the database has it, its row locked until the transaction ends."""
    row = Session.objects.select_for_update().filter(pk=key, expire_date__gt=now()).first()
    if row is None:
        return None
    session: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(session_key=key)
    session._session_cache = session.decode(row.session_data)  # type: ignore[attr-defined]
    return session
