from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.base_user import AbstractBaseUser

from tenants.context import current_tenant


class TenantPasswordResetTokenGenerator(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]
    """A reset link of one tenant is worth nothing on another's host, whoever has the same id and password there."""

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        return f"{current_tenant().id}:{super()._make_hash_value(user, timestamp)}"
