from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from comanda.kernel.clock import now
from shared_apps.accounts.errors import EmailTakenError
from shared_apps.accounts.models import User

GRACE = timedelta(days=14)


def create_user(
    *,
    email: str,
    password: str | None,
    name: str,
    verified: bool,
    language: str = "",
    password_hash: str = "",
    may_verify_later: bool = False,
) -> int:
    """A person in the current schema; returns their id.

    Give `password`, or `password_hash` where it was hashed before (sign-up keeps no passwords), or neither for somebody
    who will set one by e-mail. `may_verify_later` lets them sign in for two weeks before the address is verified.
    Raises EmailTakenError.
    """
    user = User(email=email, name=name[:120], language=language, verify_by=now() + GRACE if may_verify_later else None)
    if password_hash:
        user.password = password_hash
    else:
        user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    except IntegrityError:
        raise EmailTakenError from None
    return user.pk
