from shared_apps.accounts.facade import forget_user
from shared_apps.signup.models import Signup


def forget_owner(user_id: int) -> None:
    """The platform account of somebody whose last restaurant was erased, unless they are opening another one."""
    if not Signup.objects.filter(account_id=user_id).exists():
        forget_user(user_id=user_id)
