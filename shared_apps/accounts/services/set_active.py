from django.db.models import F

from shared_apps.accounts.errors import UserNotFoundError
from shared_apps.accounts.models import User
from tenants import live


def set_active(*, user_id: int, active: bool) -> None:
    """Let a person in, or shut them out: sessions and tokens end with the next request, live screens at once."""
    epoch = F("session_epoch") if active else F("session_epoch") + 1
    if not User.objects.filter(pk=user_id).update(is_active=active, session_epoch=epoch):
        raise UserNotFoundError
    if not active:
        live.disconnect_user(user_id=user_id)


def end_sessions(*, user_id: int) -> None:
    """Sign the person out everywhere, live screens included."""
    if not User.objects.filter(pk=user_id).update(session_epoch=F("session_epoch") + 1):
        raise UserNotFoundError
    live.disconnect_user(user_id=user_id)
