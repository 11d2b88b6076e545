from django.db.models import F

from shared_apps.accounts.errors import UserNotFoundError
from shared_apps.accounts.models import User


def set_active(*, user_id: int, active: bool) -> None:
    """Let a person in, or shut them out: their sessions and tokens end with the next request."""
    epoch = F("session_epoch") if active else F("session_epoch") + 1
    if not User.objects.filter(pk=user_id).update(is_active=active, session_epoch=epoch):
        raise UserNotFoundError


def end_sessions(*, user_id: int) -> None:
    """Sign the person out everywhere."""
    if not User.objects.filter(pk=user_id).update(session_epoch=F("session_epoch") + 1):
        raise UserNotFoundError
