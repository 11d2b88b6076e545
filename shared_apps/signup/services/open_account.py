from shared_apps.accounts.facade import create_user, find_user
from shared_apps.signup.contracts import Answers
from shared_apps.signup.models import Signup
from tenants.context import use_platform


def open_account(*, signup: Signup, answers: Answers) -> None:
    """The owner's account on the platform: theirs where they had one (start_signup asked its password), else new."""
    with use_platform():
        existing = find_user(email=answers.email)
        signup.account_id = existing.id if existing else create_user(
            email=answers.email,
            password=None,
            password_hash=signup.password_hash,
            name=answers.owner_name,
            language=answers.language,
            verified=False,
            may_verify_later=True,
        )  # fmt: skip
    signup.save(update_fields=["account_id"])
