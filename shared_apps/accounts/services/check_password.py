from shared_apps.accounts.models import User


def check_password(*, user_id: int, password: str) -> bool:
    """Whether it is the person's password; someone shut out has none. Takes as long as hashing does."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return user is not None and user.check_password(password)
