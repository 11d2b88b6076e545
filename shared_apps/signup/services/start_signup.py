from collections.abc import Callable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from shared_apps.accounts.facade import check_password, find_user
from shared_apps.signup.contracts import Answers
from shared_apps.signup.errors import AccountExistsError
from shared_apps.signup.models import Signup


def start_signup(*, token: str, answers: Answers, password: str, is_first: Callable[[], bool] = lambda: True) -> None:
    """Write down what was answered, so that it can be carried out, and carried on after a crash.

    The same token again (a double click, a reload) changes nothing, unless the first try was refused: then the new
    answers take its place. `is_first` is asked in the transaction of the writing, and may stop it; a wrong password is
    refused before, so that what the trail says of it stays. Raises AccountExistsError, and TooManyTriesError where
    somebody guesses at an account's.
    """
    existing = find_user(email=answers.email)
    if existing is not None and not check_password(email=existing.email, password=password):
        raise AccountExistsError
    values = {
        "subdomain": answers.subdomain,
        "answers": answers.as_json(),
        "password_hash": make_password(password),
    }
    with transaction.atomic():
        if is_first():
            _write(token, values)


def _write(token: str, values: dict[str, Any]) -> None:
    try:
        with transaction.atomic(using="control"):
            Signup.objects.create(token=token, **values)
    except IntegrityError:
        refused = Signup.objects.filter(token=token, tenant_id=None, problem__isnull=False)
        refused.update(**values, problem=None)
