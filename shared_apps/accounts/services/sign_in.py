from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest

from shared_apps.accounts.errors import UserNotFoundError
from shared_apps.accounts.models import User
from shared_apps.audit.facade import actor_of, record

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(request: HttpRequest, *, user_id: int, method: str) -> None:
    """Sign in whom something other than a password has proven: an invitation, a door from another host (`method`).

    Raises UserNotFoundError, also for somebody shut out.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise UserNotFoundError
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method=method)
    record(action="accounts.sign_in", actor=actor_of(request), object_type="user", object_id=user.pk)
