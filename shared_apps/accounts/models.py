from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from comanda.kernel.clock import now
from shared_apps.accounts.querysets import UserManager


class User(AbstractBaseUser):
    """Someone who signs in, known by their e-mail address: a customer or staff in a tenant's schema, a chain's owner or
    a platform admin in the public one. The same address in two schemas is two users who know nothing of each other.

    What someone may do is not here: staff roles belong to `tenant_apps.team`.
    """

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0)
    """Raised to end every session and every token of the person at once: both carry a hash it is part of."""
    verify_by = models.DateTimeField(null=True, blank=True)
    """Until then they may sign in with an unverified address: a new owner is not kept from their own restaurant."""
    joined_at = models.DateTimeField(default=now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], name="accounts_user_email"),
            models.CheckConstraint(condition=models.Q(email=Lower(F("email"))), name="accounts_user_email_lower"),
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = UserManager.normalize_email(self.email)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.email = UserManager.normalize_email(self.email)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "accounts.session", f"{self.password}:{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]
