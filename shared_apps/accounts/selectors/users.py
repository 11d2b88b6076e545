from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef

from shared_apps.accounts.contracts import UserInfo
from shared_apps.accounts.errors import UserNotFoundError
from shared_apps.accounts.models import User
from shared_apps.accounts.querysets import UserManager

_VERIFIED = EmailAddress.objects.filter(user_id=OuterRef("pk"), email=OuterRef("email"), verified=True)


def get_user(*, user_id: int) -> UserInfo:
    """One query. Raises UserNotFoundError."""
    user = User.objects.annotate(is_verified=Exists(_VERIFIED)).filter(pk=user_id).first()
    if user is None:
        raise UserNotFoundError
    return _info(user)


def find_user(*, email: str) -> UserInfo | None:
    address = UserManager.normalize_email(email)
    user = User.objects.annotate(is_verified=Exists(_VERIFIED)).filter(email=address).first()
    return _info(user) if user else None


def list_users(*, user_ids: list[int]) -> dict[int, UserInfo]:
    """By id; ids nobody has are left out."""
    found = User.objects.annotate(is_verified=Exists(_VERIFIED)).filter(pk__in=user_ids)
    return {user.pk: _info(user) for user in found}


def _info(user: User) -> UserInfo:
    return UserInfo(
        id=user.pk,
        email=user.email,
        name=user.name,
        language=user.language,
        is_active=user.is_active,
        email_verified=bool(getattr(user, "is_verified", False)),
    )
